"""Count requests in the database, so that all workers count together."""

from __future__ import annotations

from sqlalchemy.orm import Session

from reader.store import limits as store


def hit(session: Session, key: str, *, now: float, window: float) -> tuple[int, float]:
    """Count one more for `key` and return the count in its window, and when that ends (epoch seconds)."""
    store.forget_expired(session, now)
    return store.count(session, key, now=now, window=window)
