"""Read the front matter of a Markdown file: what the document is, before its text begins."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, fields

import yaml

from reader.domain.errors import BadInput, Problem

OPENING = re.compile(r"\A---[ \t]*\n")
CLOSING = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE)
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MAX_ORDER = 1_000_000


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a text says of itself; every field is required, in each language's file."""

    title: str
    summary: str
    section: str
    order: int
    date: dt.date
    authors: tuple[str, ...]
    source: str
    rights: str


@dataclass(frozen=True, slots=True)
class Parted:
    """A file cut in two: its front matter, and where its text begins (offset and line)."""

    front: FrontMatter
    start: int
    first_line: int


def part(text: str, file: str) -> Parted:
    """Read the front matter of a file's text.

    Raises BadInput, with every problem found and its line, for a missing or unclosed front matter,
    broken YAML, unknown or missing fields, and values of the wrong kind.
    """
    opening = OPENING.match(text)
    if not opening:
        raise BadInput((Problem(file, 1, "front-missing"),))
    closing = CLOSING.search(text, opening.end())
    if not closing:
        raise BadInput((Problem(file, 1, "front-unclosed"),))
    nodes = _nodes(text[opening.end() : closing.start()], file)
    return Parted(
        front=_front(nodes, file, last_line=text.count("\n", 0, closing.start()) + 1),
        start=closing.end(),
        first_line=text.count("\n", 0, closing.end()) + 1,
    )


def _nodes(source: str, file: str) -> dict[str, tuple[object, int]]:
    """Return each field's value and line."""
    try:
        root = yaml.compose(source, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = 2 + (mark.line if mark else 0)
        raise BadInput(
            (Problem(file, line, "front-yaml", {"why": error.problem or ""}),)
        ) from error
    except yaml.YAMLError as error:
        raise BadInput((Problem(file, 2, "front-yaml", {"why": str(error)}),)) from error
    if not isinstance(root, yaml.MappingNode):
        raise BadInput((Problem(file, 2, "front-not-fields"),))
    found: dict[str, tuple[object, int]] = {}
    problems = []
    for key, value in root.value:
        name, line = str(key.value), key.start_mark.line + 2
        if name in found:
            problems.append(Problem(file, line, "front-twice", {"field": name}))
        try:
            found[name] = (_construct(value), line)
        except (yaml.YAMLError, ValueError):
            problems.append(Problem(file, line, "front-value", {"field": name}))
    if problems:
        raise BadInput(tuple(problems))
    return found


def _construct(node: yaml.Node) -> object:
    loader = yaml.SafeLoader("")
    try:
        return loader.construct_object(node, deep=True)
    finally:
        loader.dispose()


def _front(nodes: dict[str, tuple[object, int]], file: str, *, last_line: int) -> FrontMatter:
    known = [field.name for field in fields(FrontMatter)]
    problems = [
        Problem(file, line, "front-unknown", {"field": name, "known": ", ".join(known)})
        for name, (_, line) in nodes.items()
        if name not in known
    ]
    values: dict[str, object] = {}
    for name in known:
        if name not in nodes:
            problems.append(Problem(file, last_line, "front-lacks", {"field": name}))
            continue
        raw, line = nodes[name]
        values[name] = READERS[name](raw)
        if values[name] is None:
            problems.append(Problem(file, line, WRONG[name], {"field": name}))
    if problems:
        raise BadInput(tuple(sorted(problems, key=lambda problem: problem.line)))
    # Each reader gives its field's type or None, and None was refused above.
    return FrontMatter(**values)  # type: ignore[arg-type]


def _line_of_text(raw: object) -> str | None:
    """Accept words; a title such as `1920` that YAML takes for a number is words too."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        return None
    words = str(raw).strip()
    return words if len(words.splitlines()) == 1 else None


def _section(raw: object) -> str | None:
    return raw if isinstance(raw, str) and SLUG.fullmatch(raw) else None


def _order(raw: object) -> int | None:
    fits = isinstance(raw, int) and not isinstance(raw, bool) and 0 <= raw <= MAX_ORDER
    return raw if isinstance(raw, int) and fits else None


def _date(raw: object) -> dt.date | None:
    return raw if isinstance(raw, dt.date) and not isinstance(raw, dt.datetime) else None


def _authors(raw: object) -> tuple[str, ...] | None:
    if not isinstance(raw, list) or not raw:
        return None
    names = [_line_of_text(name) for name in raw]
    return tuple(name for name in names if name) if all(names) else None


READERS: dict[str, Callable[[object], object]] = {
    "title": _line_of_text,
    "summary": _line_of_text,
    "section": _section,
    "order": _order,
    "date": _date,
    "authors": _authors,
    "source": _line_of_text,
    "rights": _line_of_text,
}
WRONG = {
    "title": "front-words",
    "summary": "front-words",
    "section": "front-section",
    "order": "front-order",
    "date": "front-date",
    "authors": "front-authors",
    "source": "front-words",
    "rights": "front-words",
}
