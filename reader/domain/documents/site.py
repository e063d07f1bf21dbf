"""The site's own description, `content/site.toml`: name, book, editions, sections."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from reader.domain.documents.front import SLUG
from reader.domain.errors import BadInput, Problem
from reader.domain.language.languages import Language

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Bilingual:
    """The same words in both languages."""

    en: str
    ru: str

    def __getitem__(self, language: Language) -> str:
        """Return the words in one language."""
        return self.en if language is Language.ENGLISH else self.ru


@dataclass(frozen=True, slots=True)
class BilingualList:
    """The same list in both languages."""

    en: tuple[str, ...] = ()
    ru: tuple[str, ...] = ()

    def __getitem__(self, language: Language) -> tuple[str, ...]:
        """Return the list in one language."""
        return self.en if language is Language.ENGLISH else self.ru


@dataclass(frozen=True, slots=True)
class Book:
    """The work that the site is about. `language` is that of the original."""

    title: Bilingual
    subtitle: Bilingual
    author: Bilingual
    language: str


@dataclass(frozen=True, slots=True)
class Edition:
    """A printed or electronic edition of the book; `title` is as it stands on the edition."""

    id: str
    language: str
    title: str
    publisher: Bilingual
    place: Bilingual
    year: int
    subtitle: str = ""
    isbn: tuple[str, ...] = ()
    doi: str = ""
    pages: str = ""
    translators: BilingualList = BilingualList()
    format: Bilingual = Bilingual("", "")
    note: Bilingual = Bilingual("", "")
    url: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the site that documents belong to."""

    id: str
    title: Bilingual


@dataclass(frozen=True, slots=True)
class Site:
    """What the whole site says of itself; `front` is the slug of the front page's document."""

    name: Bilingual
    tagline: Bilingual
    description: Bilingual
    rights: Bilingual
    front: str
    book: Book
    editions: tuple[Edition, ...]
    sections: tuple[Section, ...]
    source: str = ""  # the file's own text


HEADER = ("name", "tagline", "description", "rights", "front")
REQUIRED = {
    "edition": ("id", "language", "title", "publisher", "place", "year"),
    "section": ("id", "title"),
}


def read_site(source: str, file: str) -> Site:
    """Read `site.toml`. Raises BadInput with each unknown, missing or unfit key and its line."""
    try:
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else source.count("\n") + 1
        raise BadInput((Problem(file, line, "site-toml", {"why": str(error)}),)) from error
    reader = _Reader(source, file)
    site = reader.table(data, "site", HEADER, HEADER)
    names = tuple(field.name for field in fields(Book))
    book = reader.table(data, "book", names, names)
    editions = [
        reader.entry(Edition, values, "edition", nth)
        for nth, values in enumerate(reader.tables(data, "edition"))
    ]
    sections = [
        reader.entry(Section, values, "section", nth)
        for nth, values in enumerate(reader.tables(data, "section"))
    ]
    reader.known(data, ("site", "book", "edition", "section"), "")
    if reader.problems:
        raise BadInput(tuple(reader.problems))
    return Site(
        **{key: _value(key, site[key]) for key in HEADER},
        book=Book(**{key: _value(key, value) for key, value in book.items()}),
        editions=tuple(edition for edition in editions if edition),
        sections=tuple(section for section in sections if section),
        source=source,
    )


def _value(key: str, raw: Any) -> Any:  # noqa: ANN401 -- TOML values; checked by `_Reader`
    if isinstance(raw, dict):
        lists = any(isinstance(part, list) for part in raw.values())
        if lists or key == "translators":
            return BilingualList(tuple(raw["en"]), tuple(raw["ru"]))
        return Bilingual(raw["en"], raw["ru"])
    return tuple(raw) if isinstance(raw, list) else raw


class _Reader:
    """Collects the problems of one file."""

    def __init__(self, source: str, file: str) -> None:
        self.lines = source.splitlines()
        self.file = file
        self.problems: list[Problem] = []

    def say(self, kind: str, key: str, *, table: str = "", nth: int = 0, **values: str) -> None:
        line = self.line(key, table, nth)
        self.problems.append(Problem(self.file, line, kind, {"key": key, **values}))

    def line(self, key: str, table: str, nth: int) -> int:
        """Return the line of a key in the n-th table of a name; the table's own if it is not there."""
        header = re.compile(rf"\s*\[\[?\s*{re.escape(table or key)}\s*\]")
        starts = [number for number, text in enumerate(self.lines, 1) if header.match(text)]
        if not table or nth >= len(starts):
            wanted = re.compile(rf"\s*(\[\[?\s*)?{re.escape(key)}\b")
            return next((n for n, text in enumerate(self.lines, 1) if wanted.match(text)), 0)
        own = re.compile(rf"\s*{re.escape(key)}\s*[=.]")
        for number, text in enumerate(self.lines[starts[nth] :], starts[nth] + 1):
            if text.lstrip().startswith("["):
                break
            if own.match(text):
                return number
        return starts[nth]

    def known(self, values: Values, names: tuple[str, ...], table: str, nth: int = 0) -> None:
        for key in values:
            if key not in names:
                self.say("site-unknown", key, table=table, nth=nth, known=", ".join(names))

    def table(
        self, data: Values, name: str, names: tuple[str, ...], required: tuple[str, ...]
    ) -> Values:
        values = data.get(name)
        if not isinstance(values, dict):
            self.say("site-lacks", name)
            return {}
        self.check(values, name, names, required)
        return values

    def tables(self, data: Values, name: str) -> list[Values]:
        values = data.get(name, [])
        if not isinstance(values, list) or not all(isinstance(one, dict) for one in values):
            self.say("site-value", name)
            return []
        ids = [one.get("id") for one in values]
        for nth, one in enumerate(ids):
            if one is not None and one in ids[:nth]:
                self.say("site-twice", "id", table=name, nth=nth, id=str(one))
        return values

    def entry(self, kind: type[Any], values: Values, name: str, nth: int) -> Any:  # noqa: ANN401 -- kind's instance
        before = len(self.problems)
        names = tuple(field.name for field in fields(kind))
        self.check(values, name, names, REQUIRED[name], nth)
        if len(self.problems) > before:
            return None
        return kind(**{key: _value(key, value) for key, value in values.items()})

    def check(
        self,
        values: Values,
        table: str,
        names: tuple[str, ...],
        required: tuple[str, ...],
        nth: int = 0,
    ) -> None:
        self.known(values, names, table, nth)
        for key in required:
            if key not in values:
                self.say("site-lacks", key, table=table, nth=nth)
        for key, value in values.items():
            if key in names and not _fits(key, value):
                self.say("site-value", key, table=table, nth=nth)


def _fits(key: str, value: Any) -> bool:  # noqa: ANN401 -- TOML values
    if key in {"id", "front"}:
        return isinstance(value, str) and SLUG.fullmatch(value) is not None
    if key == "year":
        return isinstance(value, int) and not isinstance(value, bool)
    if key == "isbn":
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    if key == "translators":
        return _both(value, list)
    plain = {"language", "doi", "pages", "url"} | (
        {"title", "subtitle"} if isinstance(value, str) else set()
    )
    return isinstance(value, str) if key in plain else _both(value, str)


def _both(value: Any, kind: type) -> bool:  # noqa: ANN401 -- TOML values
    return (
        isinstance(value, dict)
        and set(value) == {"en", "ru"}
        and all(isinstance(part, kind) for part in value.values())
    )
