"""From evidence to beads: score the band, sum the chances, choose the chain.

Does not gather evidence: see `sides`; does not know blocks: see `align`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reader.domain.alignment.anchors import cut_rows
from reader.domain.alignment.chances import Chances
from reader.domain.alignment.features import Pair
from reader.domain.alignment.path import CHUNK, REACH, SHAPES, Scores, best_path
from reader.domain.alignment.weights import Weights

Floats = NDArray[np.float64]

NULL = SHAPES.index((1, 0))
USUAL = 0.03  # share of segments without counterpart for which the weights are right
RARE = 0.005  # added to what is found, since a text that leaves nothing out proves little
HABIT = 1.0


@dataclass(frozen=True, slots=True)
class Link:
    """A bead of the best chain: where it ends, its shape, its chance before calibration."""

    i: int
    j: int
    a: int
    b: int
    chance: float


@dataclass(frozen=True, slots=True)
class Chain:
    """The best chain and the sums over all chains that it is judged by."""

    links: tuple[Link, ...]
    chances: Chances


def best_chain(pair: Pair, weights: Weights, cuts: Sequence[tuple[int, int]] = ()) -> Chain:
    """Return the best chain of beads through the band, and through all the cuts.

    How much the texts leave out is their own habit. So the chain is sought twice, the second time
    with the price of a segment without counterpart that fits the share found the first time.
    """
    tables = _tables(pair, weights, cuts)
    skip = weights.skips(pair)
    chances = Chances(pair.band, tables, skip)
    share = _left_alone(pair, chances) / max(1, pair.source.count + pair.target.count)
    change = HABIT * float(np.clip(np.log((share + RARE) / USUAL), -1.0, 1.0))
    for table in tables:
        table[NULL] += np.float32(change)
    return _found(pair, tables, skip + change)


def _left_alone(pair: Pair, chances: Chances) -> float:
    """Return how many segments are expected to have no counterpart."""
    count = pair.source.count
    some = sum(chances.alone(i).sum() for i in range(1, count + 1))
    return float(some + sum(chances.stays(i).sum() for i in range(count + 1)))


def _found(pair: Pair, tables: list[Scores], skip: Floats) -> Chain:
    n, m = pair.source.count, pair.target.count

    def score(i0: int, i1: int, j0: int, j1: int) -> Scores:
        block = np.full((len(SHAPES), i1 - i0, j1 - j0), -np.inf, dtype=np.float32)
        for i in range(i0, i1):
            low, high = int(pair.band.low[i]), int(pair.band.high[i])
            block[:, i - i0, low - j0 : high - j0 + 1] = tables[i]
        return block

    shapes = best_path(n, m, band=pair.band, score=score, skip=skip)
    chances = Chances(pair.band, tables, skip)
    links = []
    i = j = 0
    for a, b in shapes:
        i, j = i + a, j + b
        links.append(Link(i, j, a, b, chances.bead(i, j, a, b)))
    return Chain(tuple(links), chances)


def _tables(pair: Pair, weights: Weights, cuts: Sequence[tuple[int, int]]) -> list[Scores]:
    """Return the scores of every row of the band; the first row has no bead that leads to it."""
    n = pair.source.count
    tables = [np.full((len(SHAPES), int(pair.band.high[0]) + 1), -np.inf, dtype=np.float32)]
    for start in range(1, n + 1, CHUNK):
        stop = min(start + CHUNK, n + 1)
        first, last = int(pair.band.low[start]), int(pair.band.high[stop - 1]) + 1
        block = weights.scores(pair, start, stop, first, last)
        for i in range(start, stop):
            low, high = int(pair.band.low[i]), int(pair.band.high[i])
            tables.append(block[:, i - start, low - first : high + 1 - first].copy())
    for row, (first, last) in cut_rows(cuts).items():
        _close(tables, pair, row, first, last)
    return tables


def _close(tables: list[Scores], pair: Pair, row: int, first: int, last: int) -> None:
    """Forbid, in place, every bead that would not pass through the row's columns first and last."""
    if row < len(tables):
        tables[row][:, max(0, first + 1 - int(pair.band.low[row])) :] = -np.inf
    for i in range(row + 1, min(row + REACH + 1, len(tables))):
        columns = np.arange(int(pair.band.low[i]), int(pair.band.high[i]) + 1)
        for code, (a, b) in enumerate(SHAPES):
            if i - a < row:
                tables[i][code] = -np.inf
            elif i - a == row:
                tables[i][code, columns - b < last] = -np.inf
