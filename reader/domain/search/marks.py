"""Where a query is found in a text, and the piece of the text that shows it best."""

from __future__ import annotations

from dataclasses import dataclass

from reader.domain.language.languages import Language
from reader.domain.search.compilers import windows
from reader.domain.search.index import Position, positions
from reader.domain.search.query import Query, Reading

ELLIPSIS = "…"
HYPHENS = ("-", "\u2010", "\u2011")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a text, with an ellipsis where it was cut, and the spans to mark in it."""

    text: str
    spans: tuple[tuple[int, int], ...]


def hits(query: Query, text: str, language: Language) -> list[tuple[int, int]]:
    """Return the spans of `text`, in order and apart, that a wanted term of `query` found.

    A phrase is one span.
    """
    row = positions(text)
    found: list[tuple[int, int]] = []
    for term in query.wanted:
        if term.side in {None, language}:
            for reading in term.readings:
                found += _spans(reading, row)
    return _merged(found, text)


def _spans(reading: Reading, row: list[Position]) -> list[tuple[int, int]]:
    if reading.prefix:
        return [(at.start, at.end) for at in row if at.form.startswith(reading.prefix)]
    whole = _runs(reading.positions, row)
    if whole:
        return whole
    parts = [_runs(window, row) for window in windows(reading)]
    return [span for spans in parts for span in spans] if all(parts) else []


def _runs(wanted: tuple[tuple[str, ...], ...], row: list[Position]) -> list[tuple[int, int]]:
    sets = [set(keys) for keys in wanted]
    return [
        (row[at].start, row[at + len(sets) - 1].end)
        for at in range(len(row) - len(sets) + 1)
        if all(not keys.isdisjoint(row[at + step].keys) for step, keys in enumerate(sets))
    ]


def _merged(spans: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Return the spans in order; those that overlap, and the parts of one compound, are one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and (start < merged[-1][1] or text[merged[-1][1] : start] in HYPHENS):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def excerpt(text: str, spans: list[tuple[int, int]], width: int) -> Excerpt:
    """Return at most about `width` characters of `text` around the most spans, cut between words."""
    if len(text) <= width:
        return Excerpt(text, tuple(spans))
    start = _best_start(text, spans, width)
    end = min(len(text), start + width)
    if start > 0:
        start = text.find(" ", start, end) + 1 or start
    if end < len(text):
        cut = text.rfind(" ", start, end)
        end = cut if cut > start else end
    before, after = ELLIPSIS * (start > 0), ELLIPSIS * (end < len(text))
    shift = len(before) - start
    inside = [
        (max(a, start) + shift, min(b, end) + shift) for a, b in spans if a < end and b > start
    ]
    return Excerpt(before + text[start:end] + after, tuple(inside))


def _best_start(text: str, spans: list[tuple[int, int]], width: int) -> int:
    if not spans:
        return 0
    margin = width // 5
    starts = [max(0, min(start - margin, len(text) - width)) for start, _ in spans]
    return max(starts, key=lambda at: (sum(at <= a and b <= at + width for a, b in spans), -at))
