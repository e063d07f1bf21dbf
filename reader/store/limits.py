"""Counters with an end."""

from __future__ import annotations

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from reader.store.models import HitRow


def forget_expired(session: Session, now: float) -> None:
    """Remove the counters whose window has ended."""
    session.execute(delete(HitRow).where(HitRow.expires <= now))


def count(session: Session, key: str, *, now: float, window: float) -> tuple[int, float]:
    """Add one to a counter, beginning it if it is new; return its count and its window's end."""
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    statement = dialect.insert(HitRow).values(key=key, count=1, expires=now + window)
    statement = statement.on_conflict_do_update(
        index_elements=[HitRow.key], set_={"count": HitRow.count + 1}
    )
    hits, expires = session.execute(statement.returning(HitRow.count, HitRow.expires)).one()
    return hits, expires
