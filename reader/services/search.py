"""Search all documents: any form of a word finds every form, on either side of a pair."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from reader.domain.language.languages import Language
from reader.domain.search.marks import hits
from reader.domain.search.query import Query
from reader.store import reading as reading_store
from reader.store import search as store

PAGE = 20
Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Hit:
    """A pair that answers the query, and where in it."""

    id: str
    slug: str
    number: int
    texts: dict[Language, str]
    marks: dict[Language, Spans]


@dataclass(frozen=True, slots=True)
class Answer:
    """One page of hits. `total` counts them all."""

    query: Query
    hits: tuple[Hit, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages of hits there are."""
        return -(-self.total // PAGE)


def search(session: Session, query: Query, *, page: int = 1) -> Answer:
    """Return a page of hits, best first; pages count from 1."""
    found = store.find(session, query, limit=PAGE, offset=(page - 1) * PAGE)
    pairs = reading_store.pairs(session, found.ids)
    return Answer(
        query,
        tuple(
            Hit(
                pair.public_id,
                pair.slug,
                pair.number,
                pair.texts,
                {language: hits(query, words, language) for language, words in pair.texts.items()},
            )
            for pair in pairs
        ),
        found.total,
        page,
    )
