"""Fit the aligner's weights on texts whose alignment is known. Writes weights.json and a report.

    python tools/fit_alignment.py --data DIR --cache DIR [--held-out] [--lexical]

`--data` holds a folder a set with en.txt, ru.txt, gold.json (and gold.sent.json): the form is told
in docs/alignment.md. Nothing of the texts goes into the result. Every set is used as it is, and
once more with segments left out and neighbours joined at random, as editions differ.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import itertools

from bench.alignment_data import Gold, Work, gold_of, read_works
from reader.domain.alignment.features import AT, FEATURES, features, null_features, possible
from reader.domain.alignment.path import SHAPES

from tools.fit_chances import Batch

Floats = NDArray[np.float64]
PIECE = 14  # rows of a training piece, more or less: pieces are cut where the gold allows
RIDGE = 0.05


@dataclass
class Pieces:
    """Rectangles of the plane with their features and what is right in them."""

    features: list[NDArray[np.float32]] = field(default_factory=list)
    possible: list[NDArray[np.bool_]] = field(default_factory=list)
    right: list[NDArray[np.bool_]] = field(default_factory=list)
    skips: list[NDArray[np.float32]] = field(default_factory=list)
    may_skip: list[NDArray[np.bool_]] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    def add(self, work: Work, gold: Gold, weight: float) -> None:
        """Cut one work into pieces."""
        starts = [(0, 0)]
        i = j = 0
        for source, target in gold:
            i, j = i + len(source), j + len(target)
            if i - starts[-1][0] >= PIECE or j - starts[-1][1] >= PIECE:
                starts.append((i, j))
        starts.append((i, j))
        places = _places(work, gold)
        for (i0, j0), (i1, j1) in itertools.pairwise(starts):
            if i1 > i0 or j1 > j0:
                self._piece(work, places, (i0, i1, j0, j1), weight)

    def _piece(
        self,
        work: Work,
        places: tuple[NDArray[np.intp], NDArray[np.intp], set[int]],
        corner: tuple[int, int, int, int],
        weight: float,
    ) -> None:
        i0, i1, j0, j1 = corner
        pair = work.pair
        found = features(pair, i0 + 1, i1 + 1, j0, j1 + 1)
        ok = possible(1, i1 - i0 + 1, 0, j1 - j0 + 1)
        skips = null_features(pair.target, pair.best[1])[:, j0:j1]
        source, target, loose = places
        right = np.zeros(ok.shape, dtype=bool)
        for code, (a, b) in enumerate(SHAPES):
            for i in range(i0 + a, i1 + 1):
                if source[i - a] != source[i - 1]:
                    continue
                if b == 0:
                    right[code, i - i0 - 1] = source[i - 1] in loose
                    continue
                for j in range(j0 + b, j1 + 1):
                    same = target[j - b] == target[j - 1] == source[i - 1]
                    right[code, i - i0 - 1, j - j0] = same
        self.features.append(found)
        self.possible.append(ok)
        self.right.append(right)
        self.skips.append(skips)
        self.may_skip.append(np.array([int(k) in loose for k in target[j0:j1]], dtype=bool))
        self.weights.append(weight)


def _places(work: Work, gold: Gold) -> tuple[NDArray[np.intp], NDArray[np.intp], set[int]]:
    """Return each segment's gold bead, and the beads in which a segment may stand alone."""
    source = np.zeros(len(work.source), dtype=np.intp)
    target = np.zeros(len(work.target), dtype=np.intp)
    loose = set()
    for at, (some, others) in enumerate(gold):
        source[list(some)], target[list(others)] = at, at
        # A gold bead too large for our shapes leaves some of its segments over.
        if not some or not others or max(len(some), len(others)) > 4 * min(len(some), len(others)):
            loose.add(at)
    return source, target, loose


def fit(pieces: Pieces, *, steps: int = 400) -> Floats:
    """Return the weights of greatest likelihood, by Adam (Kingma and Ba 2015) on all pieces."""
    batch = Batch(
        pieces.features, pieces.possible, pieces.right, pieces.skips, pieces.may_skip,
        np.array(pieces.weights),
    )  # fmt: skip
    theta = np.zeros(len(FEATURES))
    for name, value in {"two": -2.0, "three": -4.0, "four": -6.0, "square": -4.0}.items():
        theta[AT[name]] = value
    theta[AT["null"]], theta[AT["similar"]], theta[AT["length"]] = -2.0, 8.0, -0.3
    mean, square = np.zeros_like(theta), np.zeros_like(theta)
    for step in range(1, steps + 1):
        likelihood, slope = batch.slope(theta)
        slope = slope - 2 * RIDGE * theta
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        pace = 0.15 * (1 - 0.9 * step / steps)
        theta += pace * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-9)
        if step % 50 == 0:
            print(f"  step {step}: log likelihood {likelihood:.1f}", file=sys.stderr)
    return theta


def main() -> None:
    """Fit on all works, and with --held-out once without each work."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--lexical", action="store_true")
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--steps", type=int, default=400)
    options = parser.parse_args()
    works = read_works(options.data, options.cache, lexical=options.lexical, varied=True)
    result = {"all": fit(_pieces(works, ""), steps=options.steps).tolist()}
    if options.held_out:
        for name in sorted({work.work for work in works}):
            print(f"without {name}", file=sys.stderr)
            result[name] = fit(_pieces(works, name), steps=options.steps).tolist()
    options.out.write_text(json.dumps({"features": FEATURES, "weights": result}))


def _pieces(works: list[Work], without: str) -> Pieces:
    pieces = Pieces()
    kept = [work for work in works if work.work != without]
    for work in kept:
        # Every work counts alike, however often and at whatever length it is here.
        siblings = sum(len(other.source) for other in kept if other.work == work.work)
        pieces.add(work, gold_of(work), 1000.0 / siblings)
    return pieces


if __name__ == "__main__":
    main()
