"""The fitted weights of the aligner's evidence, and the scores they give.

The numbers are in weights.json, written by tools/fit_alignment.py: one set for texts with vectors,
one for the fall-back without.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from reader.domain.alignment.features import FEATURES, Pair, features, null_features, possible
from reader.domain.alignment.path import Scores

FILE = "weights.json"


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight for each of `features.FEATURES`."""

    values: NDArray[np.float32]

    @classmethod
    def named(cls, values: Mapping[str, float]) -> Weights:
        """Build them from names; a feature that is not named weighs nothing."""
        return cls(np.array([values.get(name, 0.0) for name in FEATURES], dtype=np.float32))

    def scores(self, pair: Pair, i0: int, i1: int, j0: int, j1: int) -> Scores:
        """Return the scores of all beads that end in a rectangle, as `path.ScoreBlock`."""
        found = features(pair, i0, i1, j0, j1)
        summed = np.tensordot(self.values, found, 1)
        summed[~possible(i0, i1, j0, j1)] = -np.inf
        return np.asarray(summed, dtype=np.float32)

    def skips(self, pair: Pair) -> NDArray[np.float64]:
        """Return the score of leaving each target segment without a counterpart."""
        found = self.values @ null_features(pair.target, pair.best[1])
        return np.asarray(found, dtype=np.float64)


@lru_cache
def fitted(name: str) -> Weights:
    """Return the set that is called "vectors", "words" or "marks"."""
    raw = json.loads(files("reader.domain.alignment").joinpath(FILE).read_text(encoding="utf-8"))
    return Weights.named(raw[name])
