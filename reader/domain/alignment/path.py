"""Find the best chain of beads through a band of the plane of two texts.

A point (i, j) says that i source and j target segments lie behind. A bead of shape (a, b) leads from
(i - a, j - b) to (i, j). Row by row, all columns of a row at once; runs of 0:1 inside a row are one
running maximum (the recurrence of Gale and Church 1993, with more shapes).

Does not judge beads: it is handed their scores.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
REACH = 4  # most segments on one side of a bead
# Shapes that leave the row: 1:0, then 1:1 to 4:4. 0:1 stays in the row and is treated apart.
SHAPES = ((1, 0), *((a, b) for a in range(1, REACH + 1) for b in range(1, REACH + 1)))
STAY = len(SHAPES)  # the code of 0:1 in the table of steps
NOWHERE = -np.inf
CHUNK = 64  # rows that are scored in one go


@dataclass(frozen=True, slots=True)
class Band:
    """The part of the plane that is searched: columns `low[i]` to `high[i]` of each row, inclusive.

    Both never decrease; the first row begins at 0 and the last ends at the last column.
    """

    low: NDArray[np.intp]
    high: NDArray[np.intp]

    @classmethod
    def whole(cls, sources: int, targets: int) -> Band:
        """Return the band that leaves nothing out."""
        low = np.zeros(sources + 1, dtype=np.intp)
        return cls(low, np.full(sources + 1, targets, dtype=np.intp))


# (first row, last row + 1, first column, last column + 1) -> scores of every bead of SHAPES that
# ends there, of shape (len(SHAPES), rows, columns); minus infinity where the bead cannot be.
ScoreBlock = Callable[[int, int, int, int], Scores]


def best_path(
    sources: int, targets: int, *, band: Band, score: ScoreBlock, skip: NDArray[np.float64]
) -> list[tuple[int, int]]:
    """Return the shapes of the best chain from (0, 0) to (sources, targets).

    `skip[j]` is the score of leaving target segment j without a counterpart.
    """
    spent = np.concatenate(([0.0], np.cumsum(skip)))
    rows = np.full((REACH + 1, targets + 1 + REACH), NOWHERE)
    steps = []
    block, start = None, 0
    for i in range(sources + 1):
        low, high = int(band.low[i]), int(band.high[i])
        row = rows[i % (REACH + 1)]
        row[:] = NOWHERE
        width = high - low + 1
        if i == 0:
            best, choice = np.full(width, NOWHERE), np.zeros(width, dtype=np.uint8)
            best[0] = 0.0
        else:
            if block is None or i >= start + CHUNK:
                start, stop = i, min(i + CHUNK, sources + 1)
                first = low
                block = score(start, stop, first, int(band.high[stop - 1]) + 1)
            table = block[:, i - start, low - first : low - first + width]
            best, choice = _arrive(table, rows, i, low, high)
        _stay(best, choice, spent[low : high + 1])
        row[REACH + low : REACH + high + 1] = best
        steps.append(choice)
    return _trace(steps, band, sources, targets)


def _arrive(
    table: Scores, rows: NDArray[np.float64], i: int, low: int, high: int
) -> tuple[NDArray[np.float64], NDArray[np.uint8]]:
    """Return the best score of each column over the beads that come from rows above."""
    totals = np.empty(table.shape)
    for code, (a, b) in enumerate(SHAPES):
        if a > i:
            totals[code] = NOWHERE
            continue
        above = rows[(i - a) % (REACH + 1)]
        np.add(table[code], above[REACH + low - b : REACH + high + 1 - b], out=totals[code])
    choice = totals.argmax(axis=0)
    return totals[choice, np.arange(choice.size)], choice.astype(np.uint8)


def _stay(best: NDArray[np.float64], choice: NDArray[np.uint8], spent: NDArray[np.float64]) -> None:
    """Let beads 0:1 run along the row, in place: best[j] = max over k <= j of best[k] + skips."""
    reach = np.maximum.accumulate(best - spent) + spent
    stays = np.zeros(best.size, dtype=bool)
    stays[1:] = (reach[1:] > best[1:] + 1e-9) & np.isfinite(reach[1:])
    best[stays] = reach[stays]
    choice[stays] = STAY


def _trace(
    steps: list[NDArray[np.uint8]], band: Band, sources: int, targets: int
) -> list[tuple[int, int]]:
    shapes: list[tuple[int, int]] = []
    i, j = sources, targets
    while i or j:
        code = STAY if i == 0 else int(steps[i][j - int(band.low[i])])
        a, b = (0, 1) if code == STAY else SHAPES[code]
        shapes.append((a, b))
        i, j = i - a, j - b
    shapes.reverse()
    return shapes
