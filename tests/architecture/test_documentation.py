"""Every setting and every command is documented, in both languages."""

from __future__ import annotations

import dataclasses
import re

import click
import pytest
from click.testing import CliRunner
from reader.cli import COMMANDS, main
from reader.config import Settings
from tests.support.programs import ROOT

LANGUAGES = ("en", "ru")
FIELDS = [field.name for field in dataclasses.fields(Settings)]


def page(name: str, language: str) -> str:
    return (ROOT / "docs" / f"{name}.{language}.md").read_text(encoding="utf-8")


def command(name: str) -> click.Command:
    found = main.get_command(click.Context(main), name)
    assert found is not None
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_settings_page_has_every_setting_and_no_other(language: str):
    rows = re.findall(
        r"^\| `(READER_\w+)` \| \S.*? \| \S.* \|$", page("settings", language), re.MULTILINE
    )

    assert rows == [f"READER_{name.upper()}" for name in FIELDS]


def test_every_setting_is_read_from_its_variable():
    source = (ROOT / "reader" / "config.py").read_text(encoding="utf-8")

    for name in FIELDS:
        assert source.count(f'"READER_{name.upper()}"') >= 1


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_has_help(name: str):
    done = CliRunner().invoke(main, [name, "--help"])

    assert done.exit_code == 0
    assert command(name).help


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_commands_page_has_every_command_and_no_other(language: str):
    headings = re.findall(r"^## razvorot (.+)$", page("commands", language), re.MULTILINE)

    assert sorted(headings) == sorted(COMMANDS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_commands_page_has_every_option_and_no_other(name: str, language: str):
    section = page("commands", language).partition(f"## razvorot {name}\n")[2].partition("\n## ")[0]
    documented = set(re.findall(r"^\| `(--[a-z-]+)`", section, re.MULTILINE))
    options = {
        max(one.opts, key=len) for one in command(name).params if isinstance(one, click.Option)
    }

    assert documented == options


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "docs").glob("*.en.md")))
def test_a_page_for_owners_has_its_other_language(name: str):
    assert (ROOT / "docs" / name.replace(".en.", ".ru.")).exists()


def test_the_makefile_lists_every_command_it_has():
    source = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = set(re.findall(r"^\.PHONY: (.*)$", source, re.MULTILINE)[0].split())
    targets = set(re.findall(r"^([a-z-]+):", source, re.MULTILINE))

    assert targets == phony
    assert {"install", "serve", "dev", "test", "bench", "screenshots", "lint"} <= targets
