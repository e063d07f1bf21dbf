"""Documents and passages as pages name them: who, where, which, without the text itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from reader.domain.language.languages import Language


@dataclass(frozen=True, slots=True)
class TextHead:
    """What a text says of itself."""

    title: str
    summary: str
    date: dt.date
    authors: tuple[str, ...]
    source: str
    rights: str


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """A document without its passages. `texts` has one entry or two."""

    id: int
    slug: str
    section: str
    revision: int
    published: dt.datetime
    changed: dt.datetime
    passages: int
    texts: dict[Language, TextHead]


@dataclass(frozen=True, slots=True)
class PassageHead:
    """Where a public id leads: to its own passage, or the one that took its place."""

    id: int
    public_id: str
    slug: str
    number: int  # from 1, in the document's order
    retired: bool
    successor: str | None
    document_retired: bool


@dataclass(frozen=True, slots=True)
class PlainPair:
    """A passage as plain text, for search and for citing."""

    id: int
    public_id: str
    slug: str
    number: int
    texts: dict[Language, str]
