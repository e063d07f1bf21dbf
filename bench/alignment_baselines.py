"""Other aligners on the same texts: two where installed, and vecalign's method on our vectors."""

from __future__ import annotations

import importlib
import itertools
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from reader.domain.alignment.encoder import Encoder
from reader.domain.alignment.path import REACH, SHAPES, Scores, best_path

from bench.alignment_data import Gold, Work

SAMPLES = 64  # random partners by which vecalign scales the cost of a bead
SKIP_SHARE = 0.2  # its default percentile of costs for a segment left alone
SEED = 7


def vecalign(encoder: Encoder) -> Callable[[Work], Gold]:
    """Return vecalign's cost (Thompson and Koehn 2019) on our vectors, searched exactly.

    The cost of a bead is (1 - cosine) * n * m, divided by what random partners cost.
    """

    def run(work: Work) -> Gold:
        some = encoder.encode_runs(work.source, REACH)
        others = encoder.encode_runs(work.target, REACH)
        chance = np.random.default_rng(SEED)
        norms = []
        for runs, rest in ((some, others[0]), (others, some[0])):
            sample = rest[chance.integers(0, rest.shape[0], SAMPLES)]
            norms.append([(1 - one @ sample.T).mean(axis=1) for one in runs])
        costs = 1 - np.sum(
            some[0][chance.integers(0, some[0].shape[0], 2000)]
            * others[0][chance.integers(0, others[0].shape[0], 2000)],
            axis=1,
        )
        price = float(np.quantile(costs / np.mean(norms[0][0]), SKIP_SHARE))

        def score(i0: int, i1: int, j0: int, j1: int) -> Scores:
            found = np.full((len(SHAPES), i1 - i0, j1 - j0), -np.inf, dtype=np.float32)
            for code, (a, b) in enumerate(SHAPES):
                if b == 0:
                    found[code] = -price
                    continue
                rows, columns = np.arange(max(i0, a), i1), np.arange(max(j0, b), j1)
                if not rows.size or not columns.size:
                    continue
                cost = 1 - some[a - 1][rows - a] @ others[b - 1][columns - b].T
                scale = norms[0][a - 1][rows - a][:, None] + norms[1][b - 1][columns - b]
                found[code, rows[0] - i0 :, columns[0] - j0 :] = -cost * a * b * 2 / scale
            return found

        n, m = len(work.source), len(work.target)
        skip = np.full(m, -price)
        return _beads(best_path(n, m, band=work.pair.band, score=score, skip=skip))

    return run


def galechurch(work: Work) -> Gold | None:
    """Return what the package `galechurch` says, or None where it is not installed."""
    try:
        package = importlib.import_module("galechurch")
    except ImportError:
        return None
    found = package.align(work.source, work.target)
    return [
        (
            tuple(range(bead.source_start, bead.source_end)),
            tuple(range(bead.target_start, bead.target_end)),
        )
        for bead in found.beads
    ]


def hunalign(work: Work) -> Gold | None:
    """Return what hunalign says without a dictionary, or None where it is not installed."""
    program = shutil.which("hunalign")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("none.dic", "en", "ru")]
        for file, lines in zip(files, ([], work.source, work.target), strict=True):
            file.write_text("".join(f"{_words(line)}\n" for line in lines), encoding="utf-8")
        command = [program, "-realign", *map(str, files)]
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rungs = [tuple(map(int, line.split("\t")[:2])) for line in output.splitlines()]
    return [
        (tuple(range(i, k)), tuple(range(j, last)))
        for (i, j), (k, last) in itertools.pairwise(rungs)
    ]


def _words(line: str) -> str:
    return " ".join(re.findall(r"\w+|[^\w\s]", line))


def _beads(shapes: list[tuple[int, int]]) -> Gold:
    found: Gold = []
    i = j = 0
    for a, b in shapes:
        found.append((tuple(range(i, i + a)), tuple(range(j, j + b))))
        i, j = i + a, j + b
    return found
