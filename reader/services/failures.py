"""Tell failures of the machine from faults of the program."""

from __future__ import annotations

from reader.store import session


def is_unreachable(error: Exception) -> bool:
    """Say whether an error means that the database cannot be reached or written at the moment."""
    return session.is_unreachable(error)
