"""The chance of every bead, over all chains of beads through the band: forward and backward sums.

The same plane and shapes as in `path`, with sums of probabilities where that has the maximum (a
semi-Markov conditional random field: Sarawagi and Cohen 2004).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reader.domain.alignment.path import NOWHERE, REACH, SHAPES, Band, Scores

Floats = NDArray[np.float64]
PAD = REACH


class Chances:
    """Log sums over all chains; `total` is the log sum over whole chains."""

    def __init__(self, band: Band, tables: list[Scores], skip: Floats) -> None:
        """Sum forward and backward.

        `tables[i]` has the scores (SHAPES, columns of the band's row i) of the beads ending there,
        `skip[j]` that of leaving target segment j alone.
        """
        self._band = band
        self._spent = np.concatenate(([0.0], np.cumsum(skip)))
        self._tables = tables
        self._low, self._high = band.low.tolist(), band.high.tolist()
        self.forward = self._forward()
        self.total = float(self.forward[-1][-1])
        self.backward = self._backward()

    def bead(self, i: int, j: int, a: int, b: int) -> float:
        """Return the chance of the bead of shape (a, b) that ends at (i, j)."""
        low = self._low[i]
        if (a, b) == (0, 1):
            gone = self.forward[i][j - 1 - low] + self._spent[j] - self._spent[j - 1]
        else:
            begin = self.forward[i - a][j - b - self._low[i - a]]
            gone = begin + self._tables[i][SHAPES.index((a, b)), j - low]
        return float(np.exp(min(0.0, gone + self.backward[i][j - low] - self.total)))

    def row(self, i: int) -> Floats:
        """Return the chances (SHAPES, columns) of all beads that end in row i."""
        low, high = self._low[i], self._high[i]
        reached = np.full((len(SHAPES), high - low + 1), NOWHERE)
        for code, (a, b) in enumerate(SHAPES):
            if a <= i:
                self._put(reached[code], self.forward[i - a], i - a, low - b)
        with np.errstate(invalid="ignore"):
            logs = reached + self._tables[i] + self.backward[i] - self.total
        return np.exp(np.minimum(np.nan_to_num(logs, nan=NOWHERE), 0.0))

    def alone(self, i: int) -> Floats:
        """Return the chance, for each column of row i > 0, of a bead 1:0 that ends there."""
        reached = np.full(self._high[i] - self._low[i] + 1, NOWHERE)
        self._put(reached, self.forward[i - 1], i - 1, self._low[i])
        logs = reached + self._tables[i][SHAPES.index((1, 0))] + self.backward[i] - self.total
        found: Floats = np.exp(np.minimum(np.nan_to_num(logs, nan=NOWHERE), 0.0))
        return found

    def stays(self, i: int) -> Floats:
        """Return the chance, for each column of row i but its first, of a bead 0:1 that ends there."""
        low, high = self._low[i], self._high[i]
        step = self._spent[low + 1 : high + 1] - self._spent[low:high]
        with np.errstate(invalid="ignore"):
            logs = self.forward[i][:-1] + step + self.backward[i][1:] - self.total
        found: Floats = np.exp(np.minimum(np.nan_to_num(logs, nan=NOWHERE), 0.0))
        return found

    def _put(self, out: Floats, values: Floats, row: int, first: int) -> None:
        """Write a row's values into `out`, whose first place is column `first`, as far as they go."""
        low = self._low[row]
        begin = max(first, low)
        end = min(first + out.size, self._high[row] + 1)
        if begin < end:
            out[begin - first : end - first] = values[begin - low : end - low]

    def _forward(self) -> list[Floats]:
        rows: list[Floats] = []
        for i in range(self._band.low.size):
            low, high = self._low[i], self._high[i]
            reached = np.full((len(SHAPES), high - low + 1), NOWHERE)
            if i == 0:
                reached[0, 0] = 0.0
            for code, (a, b) in enumerate(SHAPES):
                if a <= i:
                    self._put(reached[code], rows[i - a], i - a, low - b)
            if i:
                reached += self._tables[i]
            spent = self._spent[low : high + 1]
            rows.append(np.logaddexp.accumulate(_log_sum(reached) - spent) + spent)
        return rows

    def _backward(self) -> list[Floats]:
        last = self._band.low.size - 1
        rows: list[Floats] = [np.empty(0)] * (last + 1)
        for i in range(last, -1, -1):
            low, high = self._low[i], self._high[i]
            reached = np.full((len(SHAPES), high - low + 1), NOWHERE)
            if i == last:
                reached[0, -1] = 0.0
            for code, (a, b) in enumerate(SHAPES):
                if i + a <= last:
                    ahead = rows[i + a] + self._tables[i + a][code]
                    self._put(reached[code], ahead, i + a, low + b)
            spent = self._spent[low : high + 1]
            summed = np.logaddexp.accumulate((_log_sum(reached) + spent)[::-1])[::-1]
            rows[i] = summed - spent
        return rows


def _log_sum(values: Floats) -> Floats:
    top = values.max(axis=0)
    safe = np.where(np.isfinite(top), top, 0.0)
    with np.errstate(divide="ignore"):
        found: Floats = safe + np.log(np.exp(values - safe).sum(axis=0))
    return found
