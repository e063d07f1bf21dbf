"""How a document's segments fall into rows and paragraphs, for each way of reading it.

pairs       one row a passage, whatever blocks it comes from
spreads     one row for the smallest run of paragraphs that are each other's counterparts
paragraphs  one text by itself
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from reader.domain.documents.kinds import BlockKind
from reader.domain.language.languages import Language

NOTE_REFERENCE = re.compile(r'<a\b[^>]*\bdata-note="([^"]*)"[^>]*>.*?</a>')


class View(StrEnum):
    """A way of reading a document."""

    PARALLEL = "parallel"
    STACKED = "stacked"
    ENGLISH = "en"
    RUSSIAN = "ru"
    PEEK = "peek"


class Flow(StrEnum):
    """Whether sentences stand by themselves or flow in paragraphs."""

    SENTENCES = "sentences"
    PARAGRAPHS = "paragraphs"


@dataclass(frozen=True, slots=True)
class Piece:
    """A segment as a page needs it: its block's place and kind, its HTML, its passage."""

    language: Language
    block: int
    kind: str
    level: int
    label: str
    number: str
    quote: int
    after_rule: bool
    html: str
    plain: str
    passage: str  # public id
    place: int  # the passage's, in the document


@dataclass(frozen=True, slots=True)
class Part:
    """What a passage holds of one block on one side. `opens`: the block begins with it."""

    kind: BlockKind
    level: int
    label: str
    number: str
    quote: int
    after_rule: bool
    html: str
    opens: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """A passage as a row: its parts on each side, either of which may be empty.

    `number` counts the document's passages from 1. `opens` says that a block begins here, on the
    first side that has one.
    """

    id: str
    number: int
    kind: BlockKind
    sides: dict[Language, tuple[Part, ...]]
    opens: bool


@dataclass(frozen=True, slots=True)
class Span:
    """A passage's share of a paragraph. `first`: its id has not stood on the page before."""

    id: str
    number: int
    html: str
    first: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block by itself, its passages in a row."""

    kind: BlockKind
    level: int
    label: str
    number: str
    quote: int
    after_rule: bool
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """Paragraphs that belong together on both sides; one row of facing pages."""

    kind: BlockKind
    sides: dict[Language, tuple[Paragraph, ...]]


def pairs(pieces: Iterable[Piece]) -> list[Pair]:
    """Return one row a passage, in the document's order."""
    by_passage: dict[str, list[Piece]] = {}
    openers: set[tuple[Language, int, str]] = set()
    seen: set[tuple[Language, int]] = set()
    for piece in pieces:
        by_passage.setdefault(piece.passage, []).append(piece)
        if (piece.language, piece.block) not in seen:
            seen.add((piece.language, piece.block))
            openers.add((piece.language, piece.block, piece.passage))
    found = []
    for passage, members in sorted(by_passage.items(), key=lambda item: item[1][0].place):
        sides = {language: _parts(members, language, openers) for language in Language}
        first = next(parts[0] for parts in sides.values() if parts)
        number = members[0].place + 1
        found.append(Pair(passage, number, first.kind, sides, first.opens))
    return found


def _parts(
    members: Sequence[Piece], language: Language, openers: set[tuple[Language, int, str]]
) -> tuple[Part, ...]:
    mine = [piece for piece in members if piece.language is language]
    parts = []
    for block, group in groupby(mine, key=lambda piece: piece.block):
        run = list(group)
        head = run[0]
        opens = (language, block, head.passage) in openers
        parts.append(
            Part(
                BlockKind(head.kind),
                head.level,
                head.label,
                head.number if opens else "",
                head.quote,
                head.after_rule and opens,
                " ".join(piece.html for piece in run),
                opens,
            )
        )
    return tuple(parts)


def paragraphs(pieces: Iterable[Piece], language: Language) -> list[Paragraph]:
    """Return one text's blocks, in its own order."""
    mine = [piece for piece in pieces if piece.language is language]
    shown: set[str] = set()
    return [
        _paragraph(list(group), shown) for _, group in groupby(mine, key=lambda piece: piece.block)
    ]


def _paragraph(run: Sequence[Piece], shown: set[str]) -> Paragraph:
    spans = []
    for passage, group in groupby(run, key=lambda piece: piece.passage):
        members = list(group)
        html = " ".join(piece.html for piece in members)
        spans.append(Span(passage, members[0].place + 1, html, passage not in shown))
        shown.add(passage)
    head = run[0]
    return Paragraph(
        BlockKind(head.kind),
        head.level,
        head.label,
        head.number,
        head.quote,
        head.after_rule,
        tuple(spans),
    )


def spreads(pieces: Sequence[Piece]) -> list[Spread]:
    """Return rows of whole paragraphs: each row ends where a block ends on both sides at once.

    The id of a passage stands on its first side only, so that a page holds each id once.
    """
    rows = pairs(pieces)
    blocks: dict[tuple[Language, int], list[Piece]] = {}
    last_place: dict[tuple[Language, int], int] = {}
    of_passage: dict[str, list[tuple[Language, int]]] = {}
    for piece in pieces:
        key = (piece.language, piece.block)
        blocks.setdefault(key, []).append(piece)
        last_place[key] = max(last_place.get(key, 0), piece.place)
        if key not in of_passage.setdefault(piece.passage, []):
            of_passage[piece.passage].append(key)
    found = []
    open_blocks: list[tuple[Language, int]] = []
    shown: set[str] = set()
    for row in rows:
        open_blocks += [key for key in of_passage[row.id] if key not in open_blocks]
        if all(last_place[key] <= row.number - 1 for key in open_blocks):
            found.append(_spread(open_blocks, blocks, shown))
            open_blocks = []
    if open_blocks:
        found.append(_spread(open_blocks, blocks, shown))
    return found


def _spread(
    keys: Sequence[tuple[Language, int]],
    blocks: dict[tuple[Language, int], list[Piece]],
    shown: set[str],
) -> Spread:
    sides = {
        language: tuple(
            _paragraph(blocks[key], shown) for key in sorted(keys) if key[0] is language
        )
        for language in Language
    }
    kind = next(side[0].kind for side in sides.values() if side)
    return Spread(kind, sides)


def number_notes(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces with their footnotes numbered, in each text by the order of the references.

    References become links to `n-LANGUAGE-NUMBER` with the id `r-LANGUAGE-NUMBER` (a second reference
    to the same note gets a letter more), and a note's label becomes its number.
    """
    numbers: dict[tuple[Language, str], int] = {}
    for piece in pieces:
        for label in NOTE_REFERENCE.findall(piece.html):
            count = sum(language is piece.language for language, _ in numbers)
            numbers.setdefault((piece.language, label), count + 1)
    used: dict[tuple[Language, int], int] = {}
    found = []
    for piece in pieces:
        label = piece.label
        if piece.kind == BlockKind.NOTE:
            label = str(numbers.get((piece.language, label), label))
        found.append(replace(piece, label=label, html=_referred(piece, numbers, used)))
    return found


def _referred(
    piece: Piece, numbers: dict[tuple[Language, str], int], used: dict[tuple[Language, int], int]
) -> str:
    def link(match: re.Match[str]) -> str:
        number = numbers[piece.language, match[1]]
        times = used.get((piece.language, number), 0)
        used[piece.language, number] = times + 1
        again = chr(ord("a") + times) if times else ""
        place = f"{piece.language}-{number}"
        return (
            f'<a class="nr" role="doc-noteref" id="r-{place}{again}" href="#n-{place}">{number}</a>'
        )

    return NOTE_REFERENCE.sub(link, piece.html)
