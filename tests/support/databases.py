"""Databases for tests, copied from templates: empty, migrated, or with content/ published."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from reader.config import Settings
from reader.domain.alignment.encoder import Encoder
from reader.store import migrations
from reader.store.session import Database
from tests.support import postgresql
from tests.support.programs import ROOT

if TYPE_CHECKING:
    from reader.services import publishing

MIGRATIONS = ROOT / "migrations"
CONTENT = ROOT / "content"
NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
SQLITE, POSTGRESQL = "sqlite", "postgresql"
EMPTY, MIGRATED, SITE = "empty", "migrated", "site"


def publish(
    database: Database,
    directory: Path,
    *,
    at: dt.datetime = NOW,
    dry_run: bool = False,
    encoder: Encoder | None = None,
) -> publishing.Report:
    """Publish a folder as the command does; without vectors unless an encoder is given."""
    # Imported here, so that tests of the domain do not load all that publishing needs.
    from reader.services import publishing

    return publishing.publish(
        directory,
        reading=database.reading,
        writing=database.writing,
        encoder=encoder,
        at=at,
        dry_run=dry_run,
    )


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """Open a database; close all its connections behind it."""
    database = Database(url)
    try:
        yield database
    finally:
        database.dispose()


class Databases:
    """Makes databases from templates, each template once a run."""

    def __init__(self, folder: Path, postgres_url: Callable[[], str]) -> None:
        self._folder = folder
        self._find_postgres = postgres_url
        self._numbers = count(1)
        self._templates: dict[tuple[str, str], str] = {}

    @cached_property
    def _postgres_url(self) -> str:
        return self._find_postgres()

    @contextmanager
    def fresh(self, engine: str, template: str = MIGRATED) -> Iterator[str]:
        """Give the URL of a new database of the engine; it is dropped on leaving."""
        url = self._make(engine, template)
        try:
            yield url
        finally:
            if engine == POSTGRESQL:
                postgresql.drop(self._postgres_url, url.rpartition("/")[2])
            else:
                path = url.removeprefix("sqlite:///")
                for end in ("", "-wal", "-shm"):
                    Path(path + end).unlink(missing_ok=True)

    def _make(self, engine: str, template: str) -> str:
        name = f"razvorot_{template}_{next(self._numbers)}"
        if engine == POSTGRESQL:
            source = "template0" if template == EMPTY else self._template(engine, template)
            return postgresql.create(self._postgres_url, name, source)
        path = self._folder / f"{name}.sqlite3"
        if template != EMPTY:
            shutil.copy(self._template(engine, template), path)
        return f"sqlite:///{path}"

    def _template(self, engine: str, template: str) -> str:
        """Return the template's file (SQLite) or name (PostgreSQL)."""
        key = (engine, template)
        if key not in self._templates:
            url = self._make(engine, EMPTY if template == MIGRATED else MIGRATED)
            with opened(url) as database:
                if template == MIGRATED:
                    migrations.upgrade(database, MIGRATIONS)
                else:
                    publish(database, CONTENT)
            # Nobody is connected to a template any more; SQLite has folded its log in.
            path = url.removeprefix("sqlite:///")
            self._templates[key] = url.rpartition("/")[2] if engine == POSTGRESQL else path
        return self._templates[key]


def make_settings(instance: Path, url: str) -> Settings:
    """Return settings for an application that is tested; `dataclasses.replace` changes them."""
    return Settings(
        database_url=url,
        replica_urls=(),
        secret_key="a key for tests only",
        content_dir=CONTENT,
        instance_dir=instance,
        base_url="",
        max_upload_mb=1,
        trusted_proxies=0,
    )
