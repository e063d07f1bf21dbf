"""What speaks for a bead: lengths and shared tokens, over all shapes at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reader.domain.alignment.encoder import Encoder
from reader.domain.alignment.path import SHAPES, Scores

TOKEN = re.compile(r"\[\^[^\]\s]+\]|\d+|[A-Za-z]{3,}")
PRIOR = {(1, 1): 0.0, (1, 0): -4.5, (1, 2): -2.3, (2, 1): -2.3, (2, 2): -4.5}
SPREAD = 0.42  # of log(target/source length) of a sentence pair
SKIP = -4.5

Kind = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Two texts as the aligner sees them."""

    lengths: tuple[NDArray[np.float64], NDArray[np.float64]]
    shared: NDArray[np.float64]  # cumulated over both axes, of shape (sources + 1, targets + 1)
    skip: float = SKIP

    @property
    def sources(self) -> int:
        """How many source segments there are."""
        return self.lengths[0].size - 1

    @property
    def targets(self) -> int:
        """How many target segments there are."""
        return self.lengths[1].size - 1

    def scores(self, i0: int, i1: int, j0: int, j1: int) -> Scores:
        """Return the score of every bead that ends at a point of the rectangle."""
        found = np.full((len(SHAPES), i1 - i0, j1 - j0), -np.inf, dtype=np.float32)
        ratio = self.lengths[1][-1] / max(1.0, self.lengths[0][-1]) or 1.0
        rows, columns = np.arange(i0, i1), np.arange(j0, j1)
        for code, (a, b) in enumerate(SHAPES):
            ok = (rows[:, None] >= a) & (columns[None, :] >= b)
            if b == 0:
                found[code] = np.where(ok, self.skip, -np.inf)
                continue
            up, left = np.maximum(rows - a, 0), np.maximum(columns - b, 0)
            length = self.lengths[0][rows] - self.lengths[0][up]
            other = self.lengths[1][columns] - self.lengths[1][left]
            log = np.log((other[None, :] + 3) / (ratio * length[:, None] + 3))
            shared = (
                self.shared[np.ix_(rows, columns)]
                - self.shared[np.ix_(up, columns)]
                - self.shared[np.ix_(rows, left)]
                + self.shared[np.ix_(up, left)]
            )
            prior = PRIOR.get((a, b), -2.3 * (a + b - 2))
            score = prior - 0.5 * (log / SPREAD) ** 2 + shared
            found[code] = np.where(ok, score, -np.inf)
        return found


def gather(
    source: Sequence[str],
    target: Sequence[str],
    encoder: Encoder | None,
    *,
    kinds: tuple[Sequence[Kind], Sequence[Kind]] | None = None,
) -> Evidence:
    """Return what is known of the pairs of two lists of segments."""
    del encoder
    lengths = tuple(
        np.concatenate(([0.0], np.cumsum([float(len(one)) for one in side])))
        for side in (source, target)
    )
    tokens = [[set(TOKEN.findall(one)) for one in side] for side in (source, target)]
    shared = np.array([[min(2, len(a & b)) * 1.5 for b in tokens[1]] for a in tokens[0]])
    shared = shared.reshape(len(source), len(target))
    if kinds is not None:
        shared = shared + np.array(
            [[_kin(a, b) for b in kinds[1]] for a in kinds[0]], dtype=float
        ).reshape(len(source), len(target))
    total = np.zeros((len(source) + 1, len(target) + 1))
    total[1:, 1:] = shared.cumsum(axis=0).cumsum(axis=1)
    return Evidence((lengths[0], lengths[1]), total)


def _kin(a: Kind, b: Kind) -> float:
    if a[1] is not None or b[1] is not None:
        return 20.0 if a == b else -40.0
    return 1.0 if a[0] == b[0] else -8.0
