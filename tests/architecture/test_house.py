"""The floors, the sizes, and what the house says of itself."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.programs import ROOT
from tools.house import CLOSING, OPENING, PAGE, purpose, tree

MODULES = sorted((ROOT / "reader").rglob("*.py"))
PACKAGES = sorted(path.parent for path in (ROOT / "reader").rglob("__init__.py"))
MODULE_LINES, FUNCTION_LINES = 350, 50
Function = ast.FunctionDef | ast.AsyncFunctionDef


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(module: Path) -> list[Function]:
    parsed = ast.parse(module.read_text(encoding="utf-8"))
    return [node for node in ast.walk(parsed) if isinstance(node, Function)]


def test_every_arrow_points_down():
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [str(program), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_a_module_is_short_and_so_are_its_functions(module: Path):
    lines = module.read_text(encoding="utf-8").count("\n")
    long = {
        one.name: one.end_lineno - one.lineno + 1
        for one in functions(module)
        if one.end_lineno and one.end_lineno - one.lineno + 1 > FUNCTION_LINES
    }

    assert lines <= MODULE_LINES
    assert long == {}


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_a_module_and_its_public_names_say_what_they_are(module: Path):
    parsed = ast.parse(module.read_text(encoding="utf-8"))
    silent = [
        node.name
        for node in parsed.body
        if isinstance(node, ast.ClassDef | Function)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]

    assert ast.get_docstring(parsed)
    assert silent == []


@pytest.mark.parametrize("package", PACKAGES, ids=name)
def test_a_package_says_its_purpose_in_one_sentence(package: Path):
    assert re.fullmatch(r"\S.{9,109}\.", purpose(package))


def test_the_printed_house_is_the_one_that_stands():
    printed = PAGE.read_text(encoding="utf-8").partition(OPENING)[2].partition(CLOSING)[0]

    assert printed == tree(), "make house"


def test_no_package_is_left_without_its_file():
    """A folder with modules and no __init__.py is invisible to the contracts."""
    folders = {module.parent for module in MODULES}

    assert folders == set(PACKAGES)


def test_an_exception_to_a_rule_carries_its_reason():
    bare = [
        f"{name(path)}:{number}"
        for folder in ("reader", "tests", "tools", "bench", "migrations")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"#\s*noqa(?!: [A-Z0-9, ]+ -- \S)", line) and path != Path(__file__)
    ]

    assert bare == []


def test_nobody_below_the_skins_commits():
    guilty = [
        name(module)
        for module in MODULES
        if module.relative_to(ROOT).parts[1]
        in {"services", "domain", "engines", "web", "api", "cli"}
        and re.search(r"\.commit\(\)", module.read_text(encoding="utf-8"))
    ]

    assert guilty == []
