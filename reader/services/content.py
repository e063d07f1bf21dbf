"""Read the content folder: documents, tables and the site's description, checked as one whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from reader.domain.documents.site import Site, read_site
from reader.domain.documents.texts import NAME, SITE_PAGES, Text, digest, read_text
from reader.domain.errors import BadInput, Problem
from reader.domain.language.languages import Language
from reader.domain.terms.entries import Event, Name, Term
from reader.domain.terms.tables import read_names, read_terms, read_timeline

T = TypeVar("T")
SITE = "site.toml"
TABLES = ("terms.tsv", "names.tsv", "timeline.tsv")
MEDIA = "images"
MEDIA_TYPES = {".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif"}


@dataclass(frozen=True, slots=True)
class Files:
    """The folder's files as bytes, by path relative to it, and the names of its pictures."""

    directory: Path
    texts: dict[str, bytes]
    tables: dict[str, bytes]
    media: dict[str, str]  # path -> fingerprint

    @property
    def slugs(self) -> frozenset[str]:
        """The documents that the files make."""
        return frozenset(found["slug"] for name in self.texts if (found := NAME.fullmatch(name)))

    @property
    def digests(self) -> dict[str, str]:
        """Each file's fingerprint."""
        return {
            name: digest(data) for name, data in (self.texts | self.tables).items()
        } | self.media


@dataclass(frozen=True, slots=True)
class Content:
    """What the files say. `texts` holds those that were asked for; the tables always are whole."""

    site: Site
    texts: dict[str, dict[Language, Text]]
    terms: tuple[Term, ...]
    names: tuple[Name, ...]
    events: tuple[Event, ...]


def read_files(directory: Path) -> Files:
    """Read all files of the folder. Raises BadInput if there is none, or one has a wrong name."""
    if not directory.is_dir():
        raise BadInput((Problem(str(directory), 0, "folder-missing"),))
    texts = {path.name: path.read_bytes() for path in sorted(directory.glob("*.md"))}
    texts = {name: data for name, data in texts.items() if not name.startswith(("README", "."))}
    problems = [Problem(name, 0, "file-name") for name in texts if not NAME.fullmatch(name)]
    if not texts:
        problems.append(Problem(str(directory), 0, "folder-empty"))
    if problems:
        raise BadInput(tuple(problems))
    tables = {
        name: path.read_bytes() for name in (SITE, *TABLES) if (path := directory / name).is_file()
    }
    media = {
        path.relative_to(directory).as_posix(): digest(path.read_bytes())
        for path in sorted((directory / MEDIA).rglob("*"))
        if path.is_file() and path.suffix.lower() in MEDIA_TYPES
    }
    return Files(directory, texts, tables, media)


def read_content(files: Files, only: Iterable[str] | None = None) -> Content:
    """Read the documents named in `only` (slugs; default: all) and all tables.

    Raises BadInput with every problem of every file.
    """
    wanted = files.slugs if only is None else frozenset(only)
    problems: list[Problem] = []
    resolve = _resolver(files)
    texts: dict[str, dict[Language, Text]] = {}
    for name, data in files.texts.items():
        found = NAME.fullmatch(name)
        if found is None or found["slug"] not in wanted:
            continue
        text = _try(partial(read_text, data, name, resolve=resolve), problems)
        if text is not None:
            texts.setdefault(text.slug, {})[text.language] = text
    site = _table(files, SITE, read_site, problems)
    terms = _table(files, "terms.tsv", read_terms, problems) or []
    names = _table(files, "names.tsv", read_names, problems) or []
    events = _table(files, "timeline.tsv", read_timeline, problems) or []
    if SITE not in files.tables:
        problems.append(Problem(SITE, 0, "site-missing"))
    if site is not None:
        lines = _lines_of_entries(files.tables.get("timeline.tsv", b""))
        problems += _across(site, texts, files.slugs, events, lines)
    if problems or site is None:
        raise BadInput(tuple(sorted(problems, key=lambda one: (one.file, one.line))))
    return Content(site, texts, tuple(terms), tuple(names), tuple(events))


def _try(read: Callable[[], T], problems: list[Problem]) -> T | None:
    try:
        return read()
    except BadInput as error:
        problems += error.problems
        return None


def _table(
    files: Files, name: str, read: Callable[[str, str], T], problems: list[Problem]
) -> T | None:
    data = files.tables.get(name)
    if data is None:
        return None
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        problems.append(Problem(name, data.count(b"\n", 0, error.start) + 1, "file-encoding"))
        return None
    return _try(lambda: read(text, name), problems)


def _lines_of_entries(table: bytes) -> dict[str, int]:
    """Return the line of each entry of a table, by its id; empty lines count."""
    rows = table.decode("utf-8-sig", "replace").replace("\r\n", "\n").split("\n")
    return {row.partition("\t")[0].strip(): number for number, row in enumerate(rows, 1)}


def _resolver(files: Files) -> Callable[[str], str | None]:
    """Return the function that turns a link's target into its address on a page under /{lang}/read/."""
    slugs = files.slugs

    def resolve(target: str) -> str | None:
        path, mark, fragment = target.partition("#")
        if target.startswith(("https://", "http://", "mailto:", "#")):
            return target
        if path.startswith("/"):
            return f"..{path}{mark}{fragment}" if path.strip("/") in SITE_PAGES else None
        if found := NAME.fullmatch(path):
            slug = found["slug"]
            return f"../read/{slug}{mark}{fragment}" if slug in slugs else None
        if path in files.media:
            return f"/media/{path.removeprefix(MEDIA + '/')}?v={files.media[path][:8]}"
        return None

    return resolve


def _across(
    site: Site,
    texts: dict[str, dict[Language, Text]],
    slugs: frozenset[str],
    events: Iterable[Event],
    lines: Mapping[str, int],
) -> list[Problem]:
    """Return what is wrong between files rather than inside one."""
    sections = {section.id for section in site.sections} | {site.front}
    problems = []
    if site.front not in slugs:
        problems.append(Problem(SITE, 0, "front-page-missing", {"slug": site.front}))
    for sides in texts.values():
        for text in sides.values():
            if text.front.section not in sections:
                problems.append(
                    Problem(
                        text.file,
                        _line(text, "section"),
                        "section-unknown",
                        {"section": text.front.section, "known": ", ".join(sorted(sections))},
                    )
                )
        if len(sides) == len(Language):
            problems += _differences(sides[Language.ENGLISH], sides[Language.RUSSIAN])
    problems += [
        Problem("timeline.tsv", lines[event.id], "event-document", {"slug": event.document})
        for event in events
        if event.document and event.document not in slugs
    ]
    return problems


def _differences(english: Text, russian: Text) -> list[Problem]:
    return [
        Problem(
            russian.file,
            _line(russian, field),
            "sides-differ",
            {"field": field, "file": english.file},
        )
        for field in ("section", "order", "date")
        if getattr(english.front, field) != getattr(russian.front, field)
    ]


def _line(text: Text, field: str) -> int:
    lines = text.head.splitlines()
    return next((n for n, line in enumerate(lines, 1) if line.startswith(field + ":")), 1)
