"""What a database holds, as tests compare it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reader.domain.review.states import State
from reader.store.models import OperationRow, PassageRow, Row, SegmentRow, TextRow
from reader.store.session import Database
from sqlalchemy import inspect, select, text, update
from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Stored:
    """A passage with its words on both sides."""

    public_id: str
    en: str
    ru: str
    state: str
    version: int


def dump(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table, to be compared whole."""
    with database.engine.connect() as connection:
        tables = {
            table.name: [
                tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))
            ]
            for table in Row.metadata.sorted_tables
        }
        if inspect(connection).has_table("search"):
            rows = connection.execute(text("SELECT * FROM search"))
            tables["search"] = sorted(tuple(map(str, row)) for row in rows)
    return tables


def passages(database: Database, slug: str) -> list[Stored]:
    """Return a document's standing passages in reading order."""
    query = """
        SELECT p.id, p.public_id, p.state, p.version FROM passages p
        JOIN documents d ON d.id = p.document_id
        WHERE d.slug = :slug AND NOT p.retired ORDER BY p.position
    """
    words = """
        SELECT s.plain FROM segments s JOIN texts t ON t.id = s.text_id
        WHERE s.passage_id = :id AND t.language = :language ORDER BY s.position
    """
    with database.reading() as session:

        def side(passage: int, language: str) -> str:
            found = session.execute(text(words), {"id": passage, "language": language})
            return " ".join(found.scalars())

        return [
            Stored(row.public_id, side(row.id, "en"), side(row.id, "ru"), row.state, row.version)
            for row in session.execute(text(query), {"slug": slug}).all()
        ]


def sources(database: Database, slug: str) -> dict[str, str]:
    """Return each side's file as its segments give it back."""
    query = """
        SELECT t.language, t.head, s.before, s.source, s.after FROM texts t
        JOIN documents d ON d.id = t.document_id JOIN segments s ON s.text_id = t.id
        WHERE d.slug = :slug ORDER BY t.id, s.position
    """
    found: dict[str, str] = {}
    with database.reading() as session:
        for row in session.execute(text(query), {"slug": slug}):
            found[row.language] = (
                found.get(row.language, row.head) + row.before + row.source + row.after
            )
    return found


def approve(database: Database, public_id: str) -> None:
    """Approve a passage, as a reviewer would."""
    with database.writing() as session:
        session.execute(
            update(PassageRow)
            .where(PassageRow.public_id == public_id)
            .values(state=State.APPROVED.value)
        )


def operations(database: Database, public_id: str) -> list[tuple[str, dict[str, Any]]]:
    """Return what happened to a passage, oldest first."""
    query = (
        select(OperationRow.kind, OperationRow.details)
        .join(PassageRow, PassageRow.id == OperationRow.passage_id)
        .where(PassageRow.public_id == public_id)
        .order_by(OperationRow.id)
    )
    with database.reading() as session:
        return [(row.kind, row.details) for row in session.execute(query)]


def redirect(database: Database, public_id: str) -> str | None:
    """Return where a retired passage leads: the public id of its successor."""
    with database.reading() as session:
        ended = session.execute(
            select(PassageRow).where(PassageRow.public_id == public_id)
        ).scalar()
        assert ended is not None, "a passage is never deleted"
        assert ended.retired
        found = session.get(PassageRow, ended.successor_id) if ended.successor_id else None
        return found.public_id if found else None


def flaws(database: Database) -> list[str]:
    """Return what breaks the rules that hold whatever was published."""
    with database.reading() as session:
        return [*_flaws_of_passages(session), *_flaws_of_search(session)]


def _flaws_of_passages(session: Session) -> list[str]:
    rows = {row.id: row for row in session.execute(select(PassageRow)).scalars()}
    held: dict[int, int] = {}
    found = []
    query = select(SegmentRow.passage_id, SegmentRow.plain, TextRow.document_id).join(
        TextRow, TextRow.id == SegmentRow.text_id
    )
    retired = set(session.execute(text("SELECT id FROM documents WHERE retired")).scalars())
    for passage, words, document in session.execute(query):
        held[passage] = held.get(passage, 0) + 1
        if rows[passage].document_id != document:
            found.append(f"“{words}” stands in a passage of another document")
        if rows[passage].retired and document not in retired:
            found.append(f"“{words}” stands in a retired passage")
    for row in rows.values():
        if not row.retired and row.id not in held:
            found.append(f"passage {row.public_id} stands and holds nothing")
        successor = rows.get(row.successor_id or 0)
        if successor is not None and not row.retired:
            found.append(f"passage {row.public_id} stands and has a successor")
        if successor is not None and successor.retired and successor.successor_id is not None:
            found.append(f"passage {row.public_id} leads on in more than one step")
        if successor is row:
            found.append(f"passage {row.public_id} leads to itself")
    places = [(r.document_id, r.position) for r in rows.values() if not r.retired]
    if len(places) != len(set(places)):
        found.append("two passages stand in one place")
    return found


def _flaws_of_search(session: Session) -> list[str]:
    sqlite = session.get_bind().dialect.name == "sqlite"
    column = "rowid" if sqlite else "passage_id"
    indexed = set(session.execute(text(f"SELECT {column} FROM search")).scalars())
    standing = set(session.execute(text("SELECT id FROM passages WHERE NOT retired")).scalars())
    return [] if indexed == standing else [f"search differs in {indexed ^ standing}"]
