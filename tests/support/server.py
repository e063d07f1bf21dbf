"""The server as a user starts it: `razvorot serve` in a process of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.programs import ROOT, DidNotStart, free_port

RAZVOROT = Path(sys.executable).with_name("razvorot")
READY_SECONDS = 120
# Where a test run is killed, its server must not stay behind.
DIES_WITH_US = ("setpriv", "--pdeathsig", "TERM") if shutil.which("setpriv") else ()
QUIET = ("READER_", "RAZVOROT_", "FLASK_", "LC_", "LANG")


def environment(instance: Path, **changes: str) -> dict[str, str]:
    """Return the environment of a command: this one's, without settings of the person who tests."""
    base = {name: value for name, value in os.environ.items() if not name.startswith(QUIET)}
    return base | {"READER_INSTANCE_DIR": str(instance), "LANG": "C.UTF-8"} | changes


def run(
    *arguments: str | Path, instance: Path, stdin: str = "", **changes: str
) -> subprocess.CompletedProcess[str]:
    """Run the razvorot command to its end, as a user would, in a pipe."""
    return subprocess.run(
        [str(RAZVOROT), *map(str, arguments)],
        env=environment(instance, **changes),
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        timeout=READY_SECONDS,
    )


@contextmanager
def serving(instance: Path, *arguments: str, **changes: str) -> Iterator[str]:
    """Run `razvorot serve` on a free port; give its address when it answers."""
    port = free_port()
    log = instance / "serve.log"
    instance.mkdir(parents=True, exist_ok=True)
    with log.open("w") as file:
        server = subprocess.Popen(
            [*DIES_WITH_US, str(RAZVOROT), "serve", "--port", str(port), *arguments],
            env=environment(instance, **changes),
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=file,
            start_new_session=True,
        )
    try:
        url = f"http://127.0.0.1:{port}"
        _wait(url, server, log)
        yield url
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGTERM)
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(server.pid, signal.SIGKILL)
                server.wait()


def _wait(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while True:
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError) as error:
            if server.poll() is not None or time.monotonic() > deadline:
                raise DidNotStart(log.read_text()) from error
            time.sleep(0.1)
