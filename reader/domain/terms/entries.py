"""The values of the termbase, the authority list of names and the timeline."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class NameKind(StrEnum):
    """What an entry of the authority list names."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Term:
    """A concept: its preferred designations, admitted variants and forbidden ones, defined."""

    id: str
    en: str
    ru: str
    en_variants: tuple[str, ...] = ()
    ru_variants: tuple[str, ...] = ()
    en_forbidden: tuple[str, ...] = ()
    ru_forbidden: tuple[str, ...] = ()
    domain: str = ""
    definition_en: str = ""
    definition_ru: str = ""
    note_en: str = ""
    note_ru: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A person, place or organisation in both spellings; `born` and `died` are as written."""

    id: str
    kind: NameKind
    en: str
    ru: str
    en_variants: tuple[str, ...] = ()
    ru_variants: tuple[str, ...] = ()
    born: str = ""
    died: str = ""
    note_en: str = ""
    note_ru: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A dated event: `date` sorts it (YYYY, YYYY-MM or YYYY-MM-DD), `date_en` and `date_ru` say it.

    `document` is the slug of a text that treats it, or empty.
    """

    id: str
    date: str
    date_en: str
    date_ru: str
    event_en: str
    event_ru: str
    document: str = ""
