"""The database: one engine, reading and writing sessions, and whether anything changed.

On SQLite every writing transaction begins with BEGIN IMMEDIATE: a transaction that reads first and
writes later cannot wait for another writer and fails however long the busy timeout is. pysqlite's own
transaction handling is switched off (`isolation_level = None`) and BEGIN emitted here; otherwise
savepoints commit silently. WAL lets readers go on while one writes; `synchronous=FULL` keeps an
acknowledged write through a power cut.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    InterfaceError,
    NoSuchModuleError,
    OperationalError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from reader.store.models import SiteRow

BUSY_TIMEOUT_MS = 30_000
PRAGMAS = (
    f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
)


class Database:
    """Opens sessions on one database. Thread-safe; make a new one after a fork (`dispose`)."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _engine(url)
        self._watch = _Watch(self.engine) if self.is_sqlite else None

    @property
    def is_sqlite(self) -> bool:
        """Whether this is SQLite (else PostgreSQL)."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session for reading: a snapshot, never committed."""
        with self.engine.connect() as connection, Session(connection, autoflush=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a session whose work is committed on leaving, or undone by any exception."""
        options = {"writing": True}
        with (
            self.engine.connect().execution_options(**options) as connection,
            Session(connection) as session,
        ):
            yield session
            session.commit()

    def revision(self) -> int:
        """Return the site's revision: a number that grows with each change a reader may see.

        On SQLite this asks `PRAGMA data_version` on a connection of the calling thread and reads the row
        only after another connection has committed, so that it costs microseconds.
        """
        if self._watch is not None:
            return self._watch.revision()
        with self.engine.connect() as connection:
            return _read_revision(connection)

    def dispose(self) -> None:
        """Close all connections; those that were inherited by a fork are left to the parent."""
        if self._watch is not None:
            self._watch.close()
        self.engine.dispose()


class _Watch:
    """Knows the revision of a SQLite database without reading it each time."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._local = threading.local()
        self._open: list[Any] = []

    def revision(self) -> int:
        local = self._local
        if not hasattr(local, "connection"):
            # A pooled connection would be handed to writers, and a connection does not see its own
            # commits in data_version; this one only ever watches.
            pooled = self._engine.raw_connection()
            local.connection = pooled.driver_connection
            pooled.detach()
            self._open.append(local.connection)
            local.version, local.known = -1, 0
        version = local.connection.execute("PRAGMA data_version").fetchone()[0]
        if version != local.version:
            row = local.connection.execute("SELECT revision FROM site").fetchone()
            local.version, local.known = version, row[0] if row else 0
        return int(local.known)

    def close(self) -> None:
        for connection in self._open:
            connection.close()
        self._open.clear()
        self._local = threading.local()


def _read_revision(connection: Connection) -> int:
    return connection.execute(select(SiteRow.revision)).scalar() or 0


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        if parsed.database and parsed.database != ":memory:":
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(
            parsed,
            poolclass=QueuePool,
            pool_size=8,
            max_overflow=32,
            connect_args={"check_same_thread": False, "timeout": BUSY_TIMEOUT_MS / 1000},
        )
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        return engine
    if parsed.drivername in {"postgresql", "postgres"}:
        parsed = parsed.set(drivername="postgresql+psycopg")
    return create_engine(parsed, pool_pre_ping=True, pool_size=8, max_overflow=32)


def _prepare(connection: Any, record: object) -> None:  # noqa: ANN401 -- the driver's own
    del record
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def lock_for_publishing(session: Session) -> None:
    """Let one publisher work at a time. SQLite's BEGIN IMMEDIATE has done so already."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": PUBLISHING})


PUBLISHING = 0x52415A56  # "RAZV": any number that nobody else takes


def problem(error: Exception) -> str | None:
    """Return in a few words why a database cannot be used; None if the error is another."""
    if isinstance(error, ArgumentError | NoSuchModuleError):
        return str(error).splitlines()[0]
    if isinstance(error, OperationalError | InterfaceError):
        return str(error.orig).strip().splitlines()[0]
    return None


def is_unreachable(error: Exception) -> bool:
    """Say whether an error means that the database cannot be reached or written at the moment.

    A connection that was never made is an OperationalError like one that was lost, and so is a lock, a
    full disk, or a file that cannot be opened. SQLite calls a missing table by the same name.
    """
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    operational = isinstance(error, OperationalError | PoolTimeout | sqlite3.OperationalError)
    return operational and "no such" not in str(error)
