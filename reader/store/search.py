"""The search rows: FTS5 on SQLite, tsvector on PostgreSQL, the same keys in both.

What a key is and how a query reads is decided in `domain.search`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from reader.domain.search.compilers import to_fts5, to_tsquery
from reader.domain.search.index import COLUMNS, fts5_row, tsvector_literal
from reader.domain.search.query import Query

REMOVE_ON_SQLITE = """
DELETE FROM search WHERE rowid IN (SELECT id FROM passages WHERE document_id = :id)
"""
REMOVE_ON_POSTGRESQL = """
DELETE FROM search WHERE passage_id IN (SELECT id FROM passages WHERE document_id = :id)
"""
INSERT_ON_SQLITE = """
INSERT INTO search (rowid, en, en_form, ru, ru_form) VALUES (:id, :en, :en_form, :ru, :ru_form)
"""
INSERT_ON_POSTGRESQL = """
INSERT INTO search (passage_id, words) VALUES (:id, CAST(:words AS tsvector))
"""
FIND_ON_SQLITE = """
SELECT rowid, count(*) OVER () FROM search WHERE search MATCH :match
ORDER BY rank, rowid LIMIT :limit OFFSET :offset
"""
FIND_ON_POSTGRESQL = """
SELECT passage_id, count(*) OVER ()
FROM search, CAST(:match AS tsquery) AS wanted
WHERE words @@ wanted
ORDER BY ts_rank_cd(words, wanted) DESC, passage_id LIMIT :limit OFFSET :offset
"""


@dataclass(frozen=True, slots=True)
class Found:
    """Passages that answer a query: their ids in rank order, and how many there are in all."""

    ids: tuple[int, ...]
    total: int


def replace_document(
    session: Session, document: int, passages: Sequence[tuple[int, str, str]]
) -> None:
    """Index a document's passages (id, English, Russian) in the place of what was indexed of it."""
    remove_document(session, document)
    if not passages:
        return
    if _sqlite(session):
        rows = [
            {"id": identity} | dict(zip(COLUMNS, fts5_row(en, ru), strict=True))
            for identity, en, ru in passages
        ]
        session.execute(text(INSERT_ON_SQLITE), rows)
        return
    session.execute(
        text(INSERT_ON_POSTGRESQL),
        [{"id": identity, "words": tsvector_literal(en, ru)} for identity, en, ru in passages],
    )


def remove_document(session: Session, document: int) -> None:
    """Take all passages of a document out of the index."""
    statement = REMOVE_ON_SQLITE if _sqlite(session) else REMOVE_ON_POSTGRESQL
    session.execute(text(statement), {"id": document})


def find(session: Session, query: Query, *, limit: int, offset: int) -> Found:
    """Return the passages that match, best first."""
    sqlite = _sqlite(session)
    match = to_fts5(query) if sqlite else to_tsquery(query)
    if match is None:
        return Found((), 0)
    statement = text(FIND_ON_SQLITE if sqlite else FIND_ON_POSTGRESQL)
    rows = session.execute(statement, {"match": match, "limit": limit, "offset": offset}).all()
    return Found(tuple(row[0] for row in rows), rows[0][1] if rows else 0)


def _sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"
