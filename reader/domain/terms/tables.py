"""Reads terms.tsv, names.tsv and timeline.tsv into entries, and says line by line what is wrong.

A table is UTF-8 text: a header line with exactly the field names, then a line an entry, columns
separated by tabs; a list inside a column is separated by `; `. Empty lines are skipped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date
from typing import TypeVar

from reader.domain.errors import BadInput, Problem
from reader.domain.terms.entries import Event, Name, NameKind, Term

LIST_SEPARATOR = ";"

_ID = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_REQUIRED = {
    Term: ("id", "en", "ru"),
    Name: ("id", "kind", "en", "ru"),
    Event: ("id", "date", "date_en", "date_ru", "event_en", "event_ru"),
}

Entry = TypeVar("Entry", Term, Name, Event)
Row = dict[str, str]
# The kind of a problem and the values of its sentence.
Fault = tuple[str, dict[str, str]]


def read_terms(text: str, file: str) -> list[Term]:
    """Read the termbase; raise BadInput with every problem of it. `file` is its name in them."""
    return _read(text, file, Term, _term, _no_problem)


def read_names(text: str, file: str) -> list[Name]:
    """Read the authority list; raise BadInput with every problem of it."""
    return _read(text, file, Name, _name, _bad_kind)


def read_timeline(text: str, file: str) -> list[Event]:
    """Read the timeline, which must be in order of dates; raise BadInput with every problem."""
    return _read(text, file, Event, _event, _bad_date)


def _read(
    text: str,
    file: str,
    entry: type[Entry],
    make: Callable[[Row], Entry],
    examine: Callable[[Row, Row | None], Fault | None],
) -> list[Entry]:
    problems: list[Problem] = []
    found: list[Entry] = []
    seen: set[str] = set()
    previous: Row | None = None
    header = tuple(field.name for field in fields(entry))
    for line, row in _rows(text, file, header, problems):
        faults = list(_bad_fields(row, _REQUIRED[entry], seen))
        if fault := examine(row, previous):
            faults.append(fault)
        problems += [Problem(file, line, kind, values) for kind, values in faults]
        seen.add(row["id"])
        previous = row
        if not faults:
            found.append(make(row))
    if problems:
        raise BadInput(tuple(problems))
    return found


def _rows(
    text: str, file: str, header: tuple[str, ...], problems: list[Problem]
) -> Iterator[tuple[int, Row]]:
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    if tuple(lines[0].split("\t")) != header:
        expected = {"expected": " ".join(header), "found": " ".join(lines[0].split("\t"))}
        problems.append(Problem(file, 1, "wrong_header", expected))
        return
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        columns = [column.strip() for column in line.split("\t")]
        if len(columns) != len(header):
            values = {"expected": str(len(header)), "found": str(len(columns))}
            problems.append(Problem(file, number, "wrong_number_of_columns", values))
            continue
        yield number, dict(zip(header, columns, strict=True))


def _bad_fields(row: Row, required: tuple[str, ...], seen: set[str]) -> Iterator[Fault]:
    for name in required:
        if not row[name]:
            yield "empty_field", {"field": name}
    if row["id"] and not _ID.fullmatch(row["id"]):
        yield "bad_id", {"id": row["id"]}
    if row["id"] and row["id"] in seen:
        yield "duplicate_id", {"id": row["id"]}


def _no_problem(_row: Row, _previous: Row | None) -> None:
    return None


def _bad_kind(row: Row, _previous: Row | None) -> Fault | None:
    if row["kind"] and row["kind"] not in set(NameKind):
        return "bad_name_kind", {"kind": row["kind"], "kinds": ", ".join(NameKind)}
    return None


def _bad_date(row: Row, previous: Row | None) -> Fault | None:
    if not row["date"]:
        return None
    if not _is_date(row["date"]):
        return "bad_date", {"date": row["date"]}
    if previous and previous["date"] > row["date"] and _is_date(previous["date"]):
        return "out_of_order", {"date": row["date"], "previous": previous["date"]}
    return None


def _is_date(text: str) -> bool:
    match = _DATE.fullmatch(text)
    if not match:
        return False
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True


def _list(column: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in column.split(LIST_SEPARATOR) if item.strip())


def _term(row: Row) -> Term:
    return Term(
        id=row["id"],
        en=row["en"],
        ru=row["ru"],
        en_variants=_list(row["en_variants"]),
        ru_variants=_list(row["ru_variants"]),
        en_forbidden=_list(row["en_forbidden"]),
        ru_forbidden=_list(row["ru_forbidden"]),
        domain=row["domain"],
        definition_en=row["definition_en"],
        definition_ru=row["definition_ru"],
        note_en=row["note_en"],
        note_ru=row["note_ru"],
    )


def _name(row: Row) -> Name:
    return Name(
        id=row["id"],
        kind=NameKind(row["kind"]),
        en=row["en"],
        ru=row["ru"],
        en_variants=_list(row["en_variants"]),
        ru_variants=_list(row["ru_variants"]),
        born=row["born"],
        died=row["died"],
        note_en=row["note_en"],
        note_ru=row["note_ru"],
    )


def _event(row: Row) -> Event:
    return Event(**row)
