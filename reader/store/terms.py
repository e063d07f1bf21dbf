"""The termbase, the names and the timeline: stored whole, read whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from reader.domain.terms.entries import Event, Name, Term
from reader.store.models import EventRow, NameRow, TermRow


def replace(
    session: Session, terms: Sequence[Term], names: Sequence[Name], events: Sequence[Event]
) -> None:
    """Store these entries in the place of all that were there."""
    tables: tuple[tuple[Any, Sequence[Term | Name | Event]], ...] = (
        (TermRow, terms),
        (NameRow, names),
        (EventRow, events),
    )
    for row, entries in tables:
        session.execute(delete(row))
        if entries:
            session.execute(insert(row), [_row(place, one) for place, one in enumerate(entries)])


def _row(place: int, entry: Term | Name | Event) -> dict[str, Any]:
    values = {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in asdict(entry).items()
    }
    return values | {"position": place}


def terms(session: Session) -> list[Term]:
    """Return the termbase, in the order of its table."""
    return [Term(**_values(Term, row)) for row in _rows(session, TermRow)]


def names(session: Session) -> list[Name]:
    """Return the authority list, in the order of its table."""
    return [Name(**_values(Name, row)) for row in _rows(session, NameRow)]


def events(session: Session) -> list[Event]:
    """Return the timeline, in order."""
    return [Event(**_values(Event, row)) for row in _rows(session, EventRow)]


def _rows(session: Session, row: type[TermRow | NameRow | EventRow]) -> list[Any]:
    return list(session.execute(select(row.__table__).order_by(row.position)).mappings())


def _values(kind: type[Term | Name | Event], row: Any) -> dict[str, Any]:  # noqa: ANN401 -- a mapping row
    return {
        field.name: tuple(value) if isinstance(value := row[field.name], list) else value
        for field in fields(kind)
    }
