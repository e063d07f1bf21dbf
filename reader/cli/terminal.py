"""What all commands share: their language, their settings, and how they fail."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import click

from reader import messages
from reader.config import ROOT, BadSettings, Settings, from_environment
from reader.context import Runtime, running
from reader.domain.errors import BadInput
from reader.domain.language.languages import Language
from reader.services import failures
from reader.services.publishing import Overtaken


def language() -> Language:
    """Return the terminal's language, as LC_ALL, LC_MESSAGES or LANG say."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return Language.RUSSIAN if value.lower().startswith("ru") else Language.ENGLISH
    return Language.ENGLISH


def gettext(message: str) -> str:
    """Return a sentence in the terminal's language."""
    return messages.catalogue(ROOT / "translations", language()).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """Return a sentence with a number in the terminal's language."""
    return messages.catalogue(ROOT / "translations", language()).ngettext(one, many, count)


def fail(*lines: str) -> NoReturn:
    """Tell a failure on standard error and end with status 1."""
    for line in lines:
        click.echo(line, err=True)
    sys.exit(1)


@contextmanager
def told() -> Iterator[None]:
    """Turn a failure that a person can mend into its sentences and status 1."""
    try:
        yield
    except BadInput as error:
        fail(*(messages.describe(problem, gettext) for problem in error.problems))
    except Overtaken:
        fail(messages.tell("overtaken", gettext))
    except Exception as error:
        why = failures.database_problem(error)
        if why is None:
            raise
        fail(messages.tell("database-unreachable", gettext, why=why))


def read_settings() -> Settings:
    """Return the settings, or end with what is wrong with them."""
    try:
        return from_environment()
    except BadSettings as error:
        fail(messages.describe_setting(error, gettext))


@contextmanager
def program() -> Iterator[Runtime]:
    """Open the program's parts for a command."""
    with told(), running(read_settings()) as runtime:
        yield runtime
