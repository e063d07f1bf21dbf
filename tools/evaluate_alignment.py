"""Score fitted weights on every set, plain and with the set's work held out of the fit."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.alignment_data import Work, read_works
from bench.alignment_score import mean_row, row, show
from reader.domain.alignment.chain import best_chain
from reader.domain.alignment.weights import Weights


def main() -> None:
    """Print one table for the plain fit and one for the held-out fits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--fit", type=Path, required=True)
    parser.add_argument("--lexical", action="store_true")
    options = parser.parse_args()
    fit = json.loads(options.fit.read_text())
    works = read_works(options.data, options.cache, lexical=options.lexical)
    for held_out in (False, True):
        if held_out and len(fit["weights"]) == 1:
            break
        print("leave-one-work-out" if held_out else "plain")
        rows = []
        for work in works:
            values = fit["weights"][work.work if held_out else "all"]
            rows.append(row(work, _beads(work, Weights(np.array(values, dtype=np.float32)))))
            print(show(work.name, rows[-1]))
        print(show("mean", mean_row(rows)))


def _beads(work: Work, weights: Weights) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [
        (tuple(range(k.i - k.a, k.i)), tuple(range(k.j - k.b, k.j)))
        for k in best_chain(work.pair, weights).links
    ]


if __name__ == "__main__":
    main()
