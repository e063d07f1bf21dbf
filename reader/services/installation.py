"""Bring the database to the state that this version of the program needs."""

from __future__ import annotations

from pathlib import Path

from reader.store import migrations
from reader.store.session import Database


def migrate(database: Database, scripts: Path) -> bool:
    """Run the migrations that are missing; return whether there were any."""
    if migrations.is_current(database, scripts):
        return False
    migrations.upgrade(database, scripts)
    return True


def is_ready(database: Database, scripts: Path) -> bool:
    """Say whether the database answers and its tables are those of this version."""
    return migrations.is_current(database, scripts)
