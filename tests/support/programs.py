"""Programs that tests need beside Python, and what happens where one is missing."""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("RAZVOROT_SHARED") or ROOT.parent / "shared")
REQUIRE_ALL = bool(os.environ.get("RAZVOROT_REQUIRE_ALL"))
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
AXE = ROOT / "tests" / "browser" / "node_modules" / "axe-core" / "axe.min.js"


class DidNotStart(Exception):
    """A server that tests need ended or stayed silent; its log says why."""


def unavailable(what: str) -> NoReturn:
    """Skip the test, or fail it where all tests are required (RAZVOROT_REQUIRE_ALL=1)."""
    if REQUIRE_ALL:
        pytest.fail(f"required, but missing: {what}")
    pytest.skip(f"{what} is missing; `make test` installs it where it can")


def chromium() -> str:
    """Return the path of Chromium."""
    for name in CHROMIUM_NAMES:
        if found := shutil.which(name):
            return found
    unavailable("Chromium")


def axe() -> str:
    """Return axe-core's source, to be run inside a page."""
    if not AXE.exists():
        unavailable("axe-core")
    return AXE.read_text()


def postgresql_programs() -> Path:
    """Return the folder of initdb and postgres, the newest where there are several."""
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: int(path.parts[-3]) if path.parts[-3].isdigit() else 0,
    )
    if debian:
        return debian[-1].parent
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    unavailable("PostgreSQL")


def free_port() -> int:
    """Return a port of the loopback interface that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
