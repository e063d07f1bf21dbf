"""The only link to the running program: its settings, its database, its encoder.

Web requests find it on the Flask application, commands open it with `running`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property

from flask import current_app, has_app_context
from sqlalchemy.orm import Session

from reader.config import Settings
from reader.domain.alignment.encoder import Encoder
from reader.engines.encoder import SentenceEncoder
from reader.engines.threads import idle_threads
from reader.store.session import Database

EXTENSION = "razvorot"


@dataclass
class Runtime:
    """What one process of the program holds."""

    settings: Settings
    database: Database = field(init=False)

    def __post_init__(self) -> None:
        """Open the database; nothing is read yet."""
        self.database = Database(self.settings.database_url)

    @cached_property
    def encoder(self) -> Encoder:
        """The sentence encoder, loaded when it is first asked for."""
        cache = self.settings.instance_dir / "vectors"
        return SentenceEncoder(threads=idle_threads(), cache=cache)


_running: ContextVar[Runtime] = ContextVar("runtime")


@contextmanager
def running(settings: Settings) -> Iterator[Runtime]:
    """Run a command: open the program's parts, close them behind it."""
    opened = Runtime(settings)
    token = _running.set(opened)
    try:
        yield opened
    finally:
        _running.reset(token)
        opened.database.dispose()


def runtime() -> Runtime:
    """Return the parts of the running program."""
    if has_app_context():
        found: Runtime = current_app.extensions[EXTENSION]
        return found
    return _running.get()


def settings() -> Settings:
    """Return the settings."""
    return runtime().settings


def reading() -> AbstractContextManager[Session]:
    """Open a session for reading."""
    return runtime().database.reading()


def writing() -> AbstractContextManager[Session]:
    """Open a session for writing: committed on leaving, undone by any exception."""
    return runtime().database.writing()


def revision() -> int:
    """Return the number that grows with each change a reader may see."""
    return runtime().database.revision()


def encoder() -> Encoder:
    """Return the sentence encoder."""
    return runtime().encoder
