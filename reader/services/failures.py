"""Tell failures of the machine from faults of the program."""

from __future__ import annotations

from reader.store import session


def database_problem(error: Exception) -> str | None:
    """Return in a few words why a database cannot be used; None if the error is another."""
    return session.problem(error)


def is_unreachable(error: Exception) -> bool:
    """Say whether an error means that the database cannot be reached or written at the moment."""
    return session.is_unreachable(error)
