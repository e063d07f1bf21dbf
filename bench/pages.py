"""What a page costs: CPU per request of published pages against a bare Flask page, same server, same run.

Also how long publishing takes. Ratios are CPU of the bare page divided by CPU of ours: above 1 we are
cheaper. Rounds are interleaved; medians are shown.
"""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUESTS = 1200
ROUNDS = 5
TICKS = os.sysconf("SC_CLK_TCK")
BARE = """
import sys, socket, waitress
from flask import Flask
app = Flask(__name__)
app.add_url_rule("/", view_func=lambda: "<!doctype html><title>Hello</title><p>Hello")
s = socket.socket(fileno=int(sys.argv[1]))
waitress.serve(app, sockets=[s], threads=8, connection_limit=2000, asyncore_use_poll=True, ident=None)
"""
PAGE = "/en/read/reception"


def main() -> None:
    """Run and print."""
    with tempfile.TemporaryDirectory() as folder, bare() as base, ours(Path(folder)) as site:
        cases = {
            "bare Flask page": (base, "/", {}),
            "cached page": (site, PAGE, {}),
            "cached page, gzip": (site, PAGE, {"Accept-Encoding": "gzip"}),
            "304, nothing changed": (site, PAGE, {"If-None-Match": etag(site, PAGE)}),
            # A session's cookie passes the page cache by: the page is rendered each time.
            "rendered page": (site, PAGE, {"Authorization": "none"}),
            "search": (site, "/en/search?q=workers", {"Authorization": "none"}),
        }
        costs: dict[str, list[float]] = {name: [] for name in cases}
        for _ in range(ROUNDS):
            for name, ((pid, port), path, headers) in cases.items():
                costs[name].append(cost(pid, port, path, headers))
        base_cost = statistics.median(costs["bare Flask page"])
        print(f"{'page':24} {'CPU µs':>8} {'ratio':>6}")
        for name, found in costs.items():
            middle = statistics.median(found)
            print(f"{name:24} {middle:8.0f} {base_cost / middle:6.2f}")
    publishing()


def cost(pid: int, port: int, path: str, headers: dict[str, str]) -> float:
    """Return the server's CPU microseconds a request."""
    before = cpu(pid)
    ask(port, path, headers, REQUESTS)
    return (cpu(pid) - before) / REQUESTS * 1e6


def ask(port: int, path: str, headers: dict[str, str], count: int) -> bytes:
    """Send requests one after another on one connection and return the last answer's head."""
    lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    request = ("\r\n".join(lines) + "\r\n\r\n").encode()
    head = b""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        stream = connection.makefile("rb")
        for _ in range(count):
            connection.sendall(request)
            head, length = b"", 0
            while (line := stream.readline()) not in {b"\r\n", b""}:
                head += line
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            stream.read(length)
    return head


def cpu(pid: int) -> float:
    """Return a process's user and system seconds."""
    parts = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(parts[11]) + int(parts[12])) / TICKS


def etag(site: tuple[int, int], path: str) -> str:
    """Return a page's ETag."""
    head = ask(site[1], path, {}, 1).decode()
    return next(
        line.split(": ", 1)[1] for line in head.splitlines() if line.lower().startswith("etag:")
    )


@contextmanager
def bare() -> Iterator[tuple[int, int]]:
    """Start the bare page; give its process and port."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(64)
        os.set_inheritable(listener.fileno(), True)  # noqa: FBT003 -- the standard library's own
        command = [sys.executable, "-c", BARE, str(listener.fileno())]
        with subprocess.Popen(command, pass_fds=[listener.fileno()]) as process:
            time.sleep(1.5)
            try:
                yield process.pid, listener.getsockname()[1]
            finally:
                process.terminate()


@contextmanager
def ours(folder: Path) -> Iterator[tuple[int, int]]:
    """Start the site on a fresh database; give its process and port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environ = os.environ | {"READER_INSTANCE_DIR": str(folder), "LANG": "C.UTF-8"}
    command = [str(Path(sys.executable).parent / "razvorot"), "serve", "--port", str(port)]
    with subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL, cwd=ROOT) as process:
        for _ in range(240):
            try:
                ask(port, "/healthz", {}, 1)
                break
            except OSError:
                time.sleep(0.25)
        time.sleep(4)  # the server lays out its documents once, in the background
        try:
            yield process.pid, port
        finally:
            process.terminate()


def publishing() -> None:
    """Print how long publishing takes for 1, 10 and 100 documents, and when nothing changed."""
    print(f"\n{'publishing':28} {'CPU s':>7} {'passages':>9}")
    for count in (1, 10, 100):
        with tempfile.TemporaryDirectory() as folder:
            content = Path(folder) / "content"
            write(content, count)
            for name in (f"{count} documents", f"{count}, unchanged"):
                environ = os.environ | {
                    "READER_INSTANCE_DIR": folder,
                    "READER_CONTENT_DIR": str(content),
                }
                command = [str(Path(sys.executable).parent / "razvorot"), "publish"]
                before = os.times()
                done = subprocess.run(
                    command, env=environ, capture_output=True, text=True, check=True
                )
                after = os.times()
                spent = after.children_user + after.children_system
                spent -= before.children_user + before.children_system
                passages = done.stdout.strip().splitlines()[-1].split()[0]
                print(f"{name:28} {spent:7.2f} {passages:>9}")


def write(content: Path, count: int) -> None:
    """Write a content folder of `count` documents, each of the length of the site's essay."""
    content.mkdir()
    (content / "site.toml").write_text((ROOT / "content" / "site.toml").read_text("utf-8"), "utf-8")
    for language in ("en", "ru"):
        source = (ROOT / "content" / f"how-the-book-argues.{language}.md").read_text("utf-8")
        front = (ROOT / "content" / f"front.{language}.md").read_text("utf-8")
        head = front.split("---\n")[1]
        (content / f"front.{language}.md").write_text(f"---\n{head}---\nText.\n", "utf-8")
        plain = source.replace("](", "] (")  # links would lead to documents that are not here
        for number in range(count - 1):
            marked = plain.replace("\n\n", f"\n\n{number}. ", 1) if number else plain
            (content / f"text-{number}.{language}.md").write_text(marked, "utf-8")


if __name__ == "__main__":
    main()
