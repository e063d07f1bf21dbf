"""Fit the confidence: how often beads of such a look are right, on works held out of the weights.

    python tools/fit_confidence.py --data DIR --cache DIR --fit FIT.json --out confidence.json

FIT.json is what tools/fit_alignment.py --held-out wrote. A logistic regression over the measures of
`reader.domain.alignment.confidence`, by Newton's method; held-out figures are printed.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.alignment_data import read_works
from bench.alignment_score import crossing
from bench.alignment_trust import trust
from reader.domain.alignment.chain import best_chain
from reader.domain.alignment.confidence import MEASURES, measures
from reader.domain.alignment.weights import Weights

Floats = NDArray[np.float64]
RIDGE = 1.0


def main() -> None:
    """Fit on all works; print the figures of fits without each work."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("--data", "--cache", "--fit", "--out"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--lexical", action="store_true")
    options = parser.parse_args()
    fit = json.loads(options.fit.read_text())["weights"]
    looks, right, names, plain = [], [], [], []
    for work in read_works(options.data, options.cache, lexical=options.lexical, varied=True):
        weights = Weights(np.array(fit.get(work.work, fit["all"]), dtype=np.float32))
        chain = best_chain(work.pair, weights)
        beads = [(tuple(range(k.i - k.a, k.i)), tuple(range(k.j - k.b, k.j))) for k in chain.links]
        looks.append(measures(chain, work.pair))
        right.append(~np.array(crossing(work.gold, beads)))
        names += [work.work] * len(beads)
        plain += [not work.name.endswith("~")] * len(beads)
    table, truth, work_of = np.concatenate(looks), np.concatenate(right), np.array(names)
    held_out = np.zeros(truth.size)
    for name in sorted(set(names)):
        rest = work_of != name
        held_out[~rest] = predict(table[~rest], logistic(table[rest], truth[rest]))
    for label, chosen in (("sets as they are", np.array(plain)), ("with variants", truth >= 0)):
        print(label, "chance alone:", trust(table[chosen, 0], truth[chosen], logits=True))
        print(label, "held out:", trust(held_out[chosen], truth[chosen]))
    values = dict(zip(("base", *MEASURES), logistic(table, truth).round(4).tolist(), strict=True))
    options.out.write_text(json.dumps(values, indent=1) + "\n")


def logistic(table: Floats, truth: NDArray[np.bool_]) -> Floats:
    """Return the coefficients of greatest likelihood, the constant first."""
    full = np.concatenate([np.ones((table.shape[0], 1)), table], axis=1)
    found = np.zeros(full.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(full @ found, -30, 30)))
        slope = full.T @ (truth - chance) - RIDGE * found
        bend = (full * (chance * (1 - chance))[:, None]).T @ full + RIDGE * np.eye(found.size)
        found = found + np.linalg.solve(bend, slope)
    return found


def predict(table: Floats, coefficients: Floats) -> Floats:
    """Return the chance of being right for each row of measures."""
    raw = coefficients[0] + table @ coefficients[1:]
    return np.asarray(1 / (1 + np.exp(-np.clip(raw, -30, 30))))


if __name__ == "__main__":
    main()
