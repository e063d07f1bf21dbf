"""Serve the site: migrate, publish, then answer requests on every worker."""

from __future__ import annotations

import errno
import importlib
import logging
import os
import signal
import socket
import threading
import time
from types import FrameType
from urllib.parse import urlsplit

import click
from flask import Flask

from reader.cli.content import run_publish, told_report
from reader.cli.terminal import fail, read_settings
from reader.cli.terminal import gettext as _

# 200 slow clients must not keep out the next reader; waitress holds idle and slow connections in its
# event loop, without a thread each.
CONNECTIONS = 2000
THREADS = 8
BACKLOG = 1024
HEADER_BYTES = 64 * 1024
RESTART_DELAY_S = 0.5  # so that a worker that cannot start does not spin


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port to listen on.",
)
@click.option(
    "--workers",
    default=1,
    show_default=True,
    type=click.IntRange(1, 64),
    help="Processes that answer.",
)
@click.option(
    "--reload", is_flag=True, help="For development: start again when a source file changes."
)
def serve(host: str, port: int, workers: int, *, reload: bool) -> None:
    """Serve the site; the database is migrated and content/ published first."""
    if reload:
        _develop(host, port)
        return
    listener = _listen(host, port)
    for line in told_report(run_publish(None)):
        click.echo(line)
    name = f"[{host}]" if ":" in host else host
    click.echo(_("The site is at %s") % f"http://{name}:{listener.getsockname()[1]}/")
    if workers == 1:
        _answer(listener)
        return
    _supervise(listener, workers)


def _develop(host: str, port: int) -> None:
    """Serve with a debugger, and anew whenever the source changes."""
    from werkzeug.serving import run_simple

    run_publish(None)
    application = importlib.import_module("reader.app").create_app(read_settings())
    run_simple(host, port, application, use_reloader=True, use_debugger=True, threaded=True)


def _listen(host: str, port: int) -> socket.socket:
    """Take the port before anything else, so that a taken one is told at once."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            fail(_("Port %d is taken. Choose another: make serve PORT=8001") % port)
        fail(_("Cannot listen on %(host)s: %(why)s") % {"host": host, "why": error.strerror})
    listener.listen(BACKLOG)
    return listener


def _answer(listener: socket.socket) -> None:
    from waitress.server import create_server

    from reader.cli.channels import channel_class

    # The server loads the application by name, as every WSGI server does: the skins stay below it.
    application = importlib.import_module("reader.app").create_app(read_settings())
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    threading.Thread(target=_warm, args=(application,), daemon=True).start()
    server = create_server(
        application,
        sockets=[listener],
        threads=THREADS,
        connection_limit=CONNECTIONS,
        max_request_header_size=HEADER_BYTES,
        max_request_body_size=application.config["MAX_CONTENT_LENGTH"],
        ident=None,
        clear_untrusted_proxy_headers=False,
        channel_timeout=120,
        asyncore_use_poll=True,
    )
    server.channel_class = channel_class(application.extensions["headers"])
    server.run()


def _warm(application: Flask) -> None:
    """Lay out every document once, so that no reader waits for it."""
    client = application.test_client()
    listed = client.get("/sitemap.xml", base_url="http://localhost/").get_data(as_text=True)
    for address in listed.split("<loc>")[1:]:
        path = urlsplit(address.partition("</loc>")[0]).path
        client.get(path, base_url="http://localhost/")


def _supervise(listener: socket.socket, workers: int) -> None:
    """Keep `workers` processes answering on one socket; a lost one is replaced."""
    children: set[int] = set()
    stopping = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopping
        del number, frame
        stopping = True
        for child in children:
            os.kill(child, signal.SIGTERM)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while not stopping or children:
        while not stopping and len(children) < workers:
            child = os.fork()
            if child == 0:
                signal.signal(signal.SIGTERM, signal.SIG_DFL)
                signal.signal(signal.SIGINT, signal.SIG_DFL)
                _answer(listener)
                os._exit(0)
            children.add(child)
        try:
            ended, _status = os.wait()
        except ChildProcessError:
            break
        except InterruptedError:
            continue
        children.discard(ended)
        if not stopping:
            time.sleep(RESTART_DELAY_S)
