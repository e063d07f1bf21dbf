"""What speaks for a bead, as numbers: one row of `FEATURES` for every bead that could be.

A bead's score is the sum of its features by the fitted weights (see `weights`); scores of all beads
that end in a rectangle of the plane are made at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reader.domain.alignment.keys import Keys
from reader.domain.alignment.path import CHUNK, REACH, SHAPES, Band

Floats = NDArray[np.float32]
FEATURES = (
    "one", "two", "three", "four", "square", "other", "null",
    "similar", "similar*size", "unlike", "alike", "edge", "edge-", "alone", "alone-",
    "length", "ratio", "length-gain",
    "null*best", "null*best2", "null*long",
    "numbers", "names", "marks", "odd-number",
    "question", "exclaim", "speech", "odd-end", "colon",
    "break",
)  # fmt: skip
PAD = REACH - 1  # rows and columns before a rectangle that its beads may begin in
AT = {name: row for row, name in enumerate(FEATURES)}


@dataclass(frozen=True, slots=True)
class Side:
    """One text as the aligner sees it; arrays over segments unless said otherwise."""

    lengths: NDArray[np.float64]
    runs: tuple[Floats, ...]  # centred unit vectors of runs of 1 to REACH; run k ends at its last
    ends: NDArray[np.uint8]  # class of the last mark: 0 none, 1 full stop, 2 ?, 3 !, 4 colon
    speech: NDArray[np.bool_]  # opens with a quotation mark or a dash
    breaks: NDArray[np.bool_]  # a paragraph begins here

    @property
    def count(self) -> int:
        """How many segments there are."""
        return int(self.lengths.size)


@dataclass(frozen=True, slots=True)
class Pair:
    """Both texts, and what is known of them together."""

    source: Side
    target: Side
    keys: Keys
    band: Band
    best: tuple[Floats, Floats]  # each segment's best similarity within reach

    @property
    def ratio(self) -> float:
        """How many target characters one source character comes to."""
        total = float(self.source.lengths.sum())
        return float(self.target.lengths.sum()) / total if total else 1.0


def features(pair: Pair, i0: int, i1: int, j0: int, j1: int) -> Floats:
    """Return (FEATURES, SHAPES, rows, columns) for beads that end at points of the rectangle.

    Where a bead would begin before either text, its features are meaningless: see `possible`.
    """
    rows, columns = np.arange(i0, i1), np.arange(j0, j1)
    found = np.zeros((len(FEATURES), len(SHAPES), rows.size, columns.size), dtype=np.float32)
    similar = _similarities(pair, np.arange(i0 - PAD, i1), np.arange(j0 - PAD, j1))
    shared = pair.keys.windows(i0, i1, j0, j1)
    for code, (a, b) in enumerate(SHAPES):
        out = found[:, code]
        if b == 0:
            _null(out, pair.source, pair.best[0], rows)
            continue
        _shape(out, a, b)
        _vectors(out, similar, a, b)
        _length(out, pair, rows, columns, a, b)
        for kind in ("numbers", "names", "marks", "odd-number"):
            out[AT[kind]] = shared[kind][a, b]
        _marks(out, pair, rows, columns, a, b)
    return found


def possible(i0: int, i1: int, j0: int, j1: int) -> NDArray[np.bool_]:
    """Return (SHAPES, rows, columns): whether the bead begins inside both texts."""
    rows, columns = np.arange(i0, i1), np.arange(j0, j1)
    return np.stack([(rows[:, None] >= a) & (columns[None, :] >= b) for a, b in SHAPES])


def null_features(side: Side, best: Floats) -> Floats:
    """Return (FEATURES, segments) for leaving a segment of one side without a counterpart."""
    out = np.zeros((len(FEATURES), side.count), dtype=np.float32)
    out[AT["null"]] = 1.0
    out[AT["null*best"]] = best
    out[AT["null*best2"]] = np.maximum(best - 0.3, 0)
    out[AT["null*long"]] = np.log(np.maximum(side.lengths, 1.0) / 60.0)
    return out


def best_partners(source: Side, target: Side, band: Band) -> tuple[Floats, Floats]:
    """Return each segment's greatest similarity among the single segments within the band."""
    best = np.zeros(source.count, np.float32), np.zeros(target.count, np.float32)
    if not target.count:
        return best
    for start in range(0, source.count, CHUNK):
        stop = min(start + CHUNK, source.count)
        first, last = int(band.low[start]), max(int(band.high[stop]), int(band.low[start]) + 1)
        table = source.runs[0][start:stop] @ target.runs[0][first:last].T
        if table.size:
            best[0][start:stop] = table.max(axis=1)
            best[1][first:last] = np.maximum(best[1][first:last], table.max(axis=0))
    return best


def _similarities(
    pair: Pair, rows: NDArray[np.intp], columns: NDArray[np.intp]
) -> dict[tuple[int, int], Floats]:
    """Return the cosine of source run a ending at each row with target run b at each column."""
    left = [_ending(pair.source.runs, a, rows) for a in range(1, REACH + 1)]
    right = np.concatenate([_ending(pair.target.runs, b, columns) for b in range(1, REACH + 1)])
    found = {}
    for a, vectors in enumerate(left, 1):
        table = (vectors @ right.T).reshape(rows.size, REACH, columns.size)
        for b in range(1, REACH + 1):
            found[a, b] = table[:, b - 1]
    return found


def _ending(runs: Sequence[Floats], length: int, places: NDArray[np.intp]) -> Floats:
    """Return the vectors of the runs of `length` that end before each place; the first as filler."""
    vectors = runs[length - 1]
    if not vectors.shape[0]:
        return np.zeros((places.size, vectors.shape[1]), dtype=np.float32)
    return vectors[np.clip(places - length, 0, vectors.shape[0] - 1)]


def _null(out: Floats, side: Side, best: Floats, rows: NDArray[np.intp]) -> None:
    if side.count:
        known = null_features(side, best)
        out[:] = known[:, np.maximum(rows - 1, 0), None]


def _shape(out: Floats, a: int, b: int) -> None:
    low, high = min(a, b), max(a, b)
    if low == 1:
        out[AT[("one", "two", "three", "four")[high - 1]]] = 1.0
    else:
        out[AT["square" if (a, b) == (2, 2) else "other"]] = 1.0
        if high > 2:
            out[AT["other"]] = a + b - 4


def _vectors(out: Floats, similar: dict[tuple[int, int], Floats], a: int, b: int) -> None:
    cosine = similar[a, b][PAD:, PAD:]
    out[AT["similar"]] = cosine
    out[AT["similar*size"]] = cosine * ((a + b) / 2 - 1)
    out[AT["unlike"]] = np.maximum(0.2 - cosine, 0)
    out[AT["alike"]] = np.maximum(cosine - 0.5, 0)
    if a == b == 1:
        return
    # Without the first or the last segment of either side.
    rivals = [similar[a, b - 1][PAD:, PAD:], similar[a, b - 1][PAD:, PAD - 1 : -1]] if b > 1 else []
    if a > 1:
        rivals += [similar[a - 1, b][PAD:, PAD:], similar[a - 1, b][PAD - 1 : -1, PAD:]]
    gain = cosine - np.max(rivals, axis=0)
    out[AT["edge"]] = np.clip(gain, -0.3, 0.3)
    out[AT["edge-"]] = np.maximum(-gain, 0)
    # The first and the last segment of the longer side, each alone against all of the other side.
    ends = [similar[a, 1][PAD:, PAD:], _moved(similar[a, 1], 0, b - 1)] if b >= a else []
    if a >= b:
        ends += [similar[1, b][PAD:, PAD:], _moved(similar[1, b], a - 1, 0)]
    alone = np.min(ends, axis=0)
    out[AT["alone"]] = alone
    out[AT["alone-"]] = np.maximum(0.15 - alone, 0)


def _moved(table: Floats, rows: int, columns: int) -> Floats:
    """Return what ended so many rows and columns earlier, for the rectangle without its margin."""
    height, width = table.shape
    return table[PAD - rows : height - rows, PAD - columns : width - columns]


def _sum(values: NDArray[np.float64], length: int, places: NDArray[np.intp]) -> Floats:
    total = np.concatenate(([0.0], np.cumsum(values)))
    found: Floats = (total[places] - total[np.maximum(places - length, 0)]).astype(np.float32)
    return found


def _length(
    out: Floats, pair: Pair, rows: NDArray[np.intp], columns: NDArray[np.intp], a: int, b: int
) -> None:
    one = _sum(pair.source.lengths, a, rows)[:, None] * np.float32(pair.ratio)
    other = _sum(pair.target.lengths, b, columns)[None, :]
    log = np.log((other + 4) / (one + 4))
    if max(a, b) > 1:
        out[AT["length-gain"]] = _length_gain(pair, rows, columns, a, b, np.abs(log))
    out[AT["length"]] = np.minimum(log**2 / (0.04 + 4 / (one + other + 8)), 25)
    out[AT["ratio"]] = np.abs(log)


def _length_gain(
    pair: Pair,
    rows: NDArray[np.intp],
    columns: NDArray[np.intp],
    a: int,
    b: int,
    log: Floats,
) -> Floats:
    """Return how much worse the lengths would fit without the first or last of the longer side."""
    ratio = np.float32(pair.ratio)
    one, other = _sum(pair.source.lengths, a, rows), _sum(pair.target.lengths, b, columns)
    without = []
    if b >= a:
        for less in (
            _sum(pair.target.lengths, b - 1, columns),
            _sum(pair.target.lengths, b - 1, np.maximum(columns - 1, 0)),
        ):
            without.append(np.log((less[None, :] + 4) / (one[:, None] * ratio + 4)))
    if a >= b:
        for less in (
            _sum(pair.source.lengths, a - 1, rows),
            _sum(pair.source.lengths, a - 1, np.maximum(rows - 1, 0)),
        ):
            without.append(np.log((other[None, :] + 4) / (less[:, None] * ratio + 4)))
    found: Floats = np.clip(np.min(np.abs(without), axis=0) - log, -1.5, 1.5)
    return found


def _marks(
    out: Floats, pair: Pair, rows: NDArray[np.intp], columns: NDArray[np.intp], a: int, b: int
) -> None:
    if not pair.source.count or not pair.target.count:
        return
    last = pair.source.ends[np.maximum(rows - 1, 0)][:, None]
    other = pair.target.ends[np.maximum(columns - 1, 0)][None, :]
    out[AT["question"]] = (last == 2) & (other == 2)
    out[AT["exclaim"]] = (last == 3) & (other == 3)
    out[AT["colon"]] = (last == 4) & (other == 4)
    out[AT["odd-end"]] = (last != other) & ((last >= 2) | (other >= 2))
    first = pair.source.speech[np.maximum(rows - a, 0)][:, None]
    out[AT["speech"]] = first != pair.target.speech[np.maximum(columns - b, 0)][None, :]
    crossed = _inner(pair.source.breaks, a, rows)[:, None] + _inner(pair.target.breaks, b, columns)
    out[AT["break"]] = crossed


def _inner(breaks: NDArray[np.bool_], length: int, places: NDArray[np.intp]) -> Floats:
    """Return how many paragraphs begin inside the run, its own beginning left out."""
    return _sum(breaks.astype(np.float64), length - 1, places)
