"""The termbase, the authority list of names, and the timeline."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from reader.store.models.base import Row


class TermRow(Row):
    """A concept with its English and Russian designations."""

    __tablename__ = "terms"

    id: Mapped[str] = mapped_column(String(100), primary_key=True)
    position: Mapped[int]
    en: Mapped[str]
    ru: Mapped[str]
    en_variants: Mapped[list[str]]
    ru_variants: Mapped[list[str]]
    en_forbidden: Mapped[list[str]]
    ru_forbidden: Mapped[list[str]]
    domain: Mapped[str] = mapped_column(String(100))
    definition_en: Mapped[str]
    definition_ru: Mapped[str]
    note_en: Mapped[str]
    note_ru: Mapped[str]


class NameRow(Row):
    """A person, place or organisation in both spellings."""

    __tablename__ = "names"

    id: Mapped[str] = mapped_column(String(100), primary_key=True)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    en: Mapped[str]
    ru: Mapped[str]
    en_variants: Mapped[list[str]]
    ru_variants: Mapped[list[str]]
    born: Mapped[str] = mapped_column(String(20))
    died: Mapped[str] = mapped_column(String(20))
    note_en: Mapped[str]
    note_ru: Mapped[str]


class EventRow(Row):
    """A dated event of the timeline; `document` is the slug of a text that treats it, or empty."""

    __tablename__ = "events"

    id: Mapped[str] = mapped_column(String(100), primary_key=True)
    position: Mapped[int]
    date: Mapped[str] = mapped_column(String(10))
    date_en: Mapped[str]
    date_ru: Mapped[str]
    event_en: Mapped[str]
    event_ru: Mapped[str]
    document: Mapped[str] = mapped_column(String(200))
