"""A PostgreSQL cluster of the test run's own: made when first asked for, gone with the run."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from tests.support.programs import DidNotStart, free_port, postgresql_programs

URL_VARIABLE = "RAZVOROT_TEST_POSTGRES_URL"
USER = "postgres"
READY_SECONDS = 30
# Nothing of a test run has to survive a power cut.
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "shared_buffers": "32MB",
    "max_connections": "100",
    "max_wal_senders": "0",
    "wal_level": "minimal",
}


@contextmanager
def cluster() -> Iterator[str]:
    """Run a server on a free port of the loopback interface; give the URL of its first database.

    PostgreSQL refuses to run as root, so root runs it as the user that Debian's package made. The
    server dies with this process, however that ends.
    """
    programs = postgresql_programs()
    # Not below pytest's own folder, which only its user may enter; and a socket's path must be short.
    folder = Path(tempfile.mkdtemp(prefix="razvorot-pg-", dir="/tmp"))
    as_user = ["setpriv", "--pdeathsig", "INT"]
    if os.geteuid() == 0:
        shutil.chown(folder, USER, USER)
        as_user += ["--reuid", USER, "--regid", USER, "--init-groups"]
    data, port = folder / "data", free_port()
    initdb = [str(programs / "initdb"), "-D", str(data), "-U", USER, "-E", "UTF8"]
    initdb += ["--locale", "C.UTF-8", "-A", "trust", "--no-sync"]
    serve = [str(programs / "postgres"), "-D", str(data), "-k", str(folder), "-p", str(port)]
    serve += ["-c", "listen_addresses=127.0.0.1"]
    serve += [part for name, value in FAST.items() for part in ("-c", f"{name}={value}")]
    try:
        subprocess.run([*as_user, *initdb], check=True, capture_output=True, cwd="/")
        with (folder / "log").open("w") as log:
            server = subprocess.Popen([*as_user, *serve], stdout=log, stderr=log, cwd="/")
        try:
            url = f"postgresql://{USER}@127.0.0.1:{port}/postgres"
            _wait(url, server, folder / "log")
            yield url
        finally:
            server.send_signal(signal.SIGINT)  # a fast shutdown, whoever is connected
            server.wait(READY_SECONDS)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _wait(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while True:
        try:
            with psycopg.connect(url, connect_timeout=2):
                return
        except psycopg.OperationalError as error:
            if server.poll() is not None or time.monotonic() > deadline:
                raise DidNotStart(log.read_text()) from error
            time.sleep(0.05)


def create(url: str, name: str, template: str = "template0") -> str:
    """Make a database beside that of `url` from a template; return its URL."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
    return f"{url.rpartition('/')[0]}/{name}"


def drop(url: str, name: str) -> None:
    """Drop a database, whoever is connected to it."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())
