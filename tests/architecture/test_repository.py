"""What may not stand in a tracked file."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from tests.support.programs import ROOT

LISTED = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
FILES = [ROOT / name for name in LISTED.stdout.decode().split("\0") if name]
OWN = Path(__file__)
# Folders that exist on the machines of those who write this, and on no reader's.
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home)/\w")
# Addresses that a package manager writes into its locks.
REGISTRY = re.compile(r"pypi\.org|files\.pythonhosted|registry\.npmjs")


def texts() -> list[tuple[str, str]]:
    found = []
    for path in FILES:
        if path == OWN or not path.is_file():
            continue
        try:
            found.append((path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue
    return found


@pytest.fixture(scope="module")
def tracked() -> list[tuple[str, str]]:
    if not FILES:
        pytest.skip("not a checkout: Git lists no file")
    return texts()


def hits(tracked: list[tuple[str, str]], pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{text.count(chr(10), 0, found.start()) + 1}: {found[0]}"
        for name, text in tracked
        for found in pattern.finditer(text)
    ]


def test_no_path_of_one_machine_is_tracked(tracked: list[tuple[str, str]]):
    assert hits(tracked, MACHINE) == []


def test_no_registry_address_is_tracked(tracked: list[tuple[str, str]]):
    assert hits(tracked, REGISTRY) == []


def test_no_conflict_mark_is_tracked(tracked: list[tuple[str, str]]):
    assert hits(tracked, re.compile(r"^(?:<{7} |>{7} )", re.MULTILINE)) == []


def test_nothing_that_is_made_is_tracked():
    made = re.compile(r"\.(?:mo|pyc|sqlite3)$|^(?:instance|screenshots|node_modules)/|\.egg-info/")
    names = [path.relative_to(ROOT).as_posix() for path in FILES]

    assert [name for name in names if made.search(name)] == []


@pytest.mark.parametrize(
    "lock", sorted((ROOT / "requirements").glob("*.txt")), ids=lambda p: p.name
)
def test_every_locked_package_has_a_version_and_hashes(lock: Path):
    entries = re.split(r"^(?=\S)", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)
    named = [entry for entry in entries if re.match(r"[A-Za-z0-9]", entry)]

    assert named
    for entry in named:
        assert re.match(r"[\w.\[\]-]+==\S+ ", entry), entry
        assert "--hash=sha256:" in entry, entry


def test_the_lock_has_everything_that_the_program_asks_for():
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    wanted = project.partition("dependencies = [")[2].partition("\n]")[0]
    names = re.findall(r'^\s*"([A-Za-z0-9-]+)', wanted, re.MULTILINE)
    locked = re.findall(
        r"^([\w.-]+)==",
        (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8"),
        re.MULTILINE,
    )

    assert len(names) <= 16
    assert set(names) <= set(locked)
