"""Measure the aligner and the splitter: accuracy, trust, speed, growth. Run by `make bench`.

    python -m bench.alignment [--size 13000] [--quick]

The texts lie outside the repository, under RAZVOROT_SHARED (default: `shared` beside it), and are
read by path only. Baselines run where they are installed: `galechurch` (PyPI) and hunalign.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from reader.domain.alignment.align import align_segments
from reader.domain.alignment.beads import Bead
from reader.engines.encoder import NullEncoder, SentenceEncoder
from reader.engines.threads import idle_threads, limited

from bench.alignment_baselines import galechurch, hunalign, vecalign
from bench.alignment_data import Gold, Work, read_works
from bench.alignment_plot import calibration_plot
from bench.alignment_score import crossing, mean_row, row, show
from bench.alignment_trust import trust

SHARED = Path(os.environ.get("RAZVOROT_SHARED", Path(__file__).resolve().parents[2] / "shared"))
SEED = 13
BARS = "bars: segment 0.990  exact 0.985  link 0.996  null 0.95; without vectors: segment 0.92"


def main() -> None:
    """Print the tables; write the calibration plot beside the other results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=13_000)
    parser.add_argument("--quick", action="store_true", help="Leave out the large book.")
    parser.add_argument("--plot", type=Path, default=Path("bench/out/calibration.svg"))
    options = parser.parse_args()
    data = SHARED / "align" / "dev"
    if not data.exists():
        print(f"no texts to measure on under {data}")
        return
    with tempfile.TemporaryDirectory() as cache, limited(1):
        works = read_works(data, Path(cache))
        encoder = SentenceEncoder(threads=1, cache=Path(cache))
        beads = _accuracy(works, encoder)
        _trust(works, beads, options.plot)
    if not options.quick:
        with limited(idle_threads()):
            _growth(works, options.size)


def _accuracy(works: list[Work], encoder: SentenceEncoder) -> list[list[Bead]]:
    ours: list[list[Bead]] = []

    def razvorot(work: Work) -> Gold:
        found = align_segments(_paragraphs(work, 0), _paragraphs(work, 1), encoder=encoder)
        ours.append(found)
        return [(bead.source, bead.target) for bead in found]

    def fallback(work: Work) -> Gold:
        some, others = _paragraphs(work, 0), _paragraphs(work, 1)
        found = align_segments(some, others, encoder=NullEncoder())
        return [(bead.source, bead.target) for bead in found]

    systems: dict[str, Callable[[Work], Gold | None]] = {
        "razvorot": razvorot,
        "razvorot without vectors": fallback,
        "vecalign’s method, same vectors": vecalign(encoder),
        "galechurch": galechurch,
        "hunalign": hunalign,
    }
    print(BARS)
    for name, system in systems.items():
        print(f"\n{name}\n{'':15}segment exact  link   null   strict")
        rows = []
        start = time.process_time()
        for work in works:
            found = system(work)
            if found is None:
                print("not installed")
                break
            rows.append(row(work, found))
            print(show(work.name, rows[-1]))
        if rows:
            print(show("mean", mean_row(rows)), f" cpu {time.process_time() - start:.1f} s")
    return ours


def _trust(works: list[Work], beads: list[list[Bead]], plot: Path) -> None:
    right = np.concatenate(
        [
            ~np.array(crossing(work.gold, [(b.source, b.target) for b in found]))
            for work, found in zip(works, beads, strict=True)
        ]
    )
    confidence = np.array([bead.confidence for found in beads for bead in found])
    print("\nconfidence (bars: found 0.97, area 0.975, error 0.01):", trust(confidence, right))
    plot.parent.mkdir(parents=True, exist_ok=True)
    plot.write_text(calibration_plot(confidence, right), encoding="utf-8")
    print(f"calibration plot: {plot}")


def _growth(works: list[Work], size: int) -> None:
    """Align books made of the sets' pieces, with the sentences' vectors new and known."""
    print("\nsentences a side   encoding s   aligning CPU s   peak MB")
    for count in sorted({1_000, 3_000, size, 20_000}):
        with tempfile.TemporaryDirectory() as cache:
            encoder = SentenceEncoder(threads=idle_threads(), cache=Path(cache))
            some, others = _book(works, count)
            start = time.perf_counter()
            encoder.encode(some)
            encoder.encode(others)
            encoding = time.perf_counter() - start
            start = time.process_time()
            align_segments([some], [others], encoder=encoder)
            cpu = time.process_time() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{len(some):7} x {len(others):6}   {encoding:8.1f}   {cpu:10.1f}   {peak:10.0f}")


def _book(works: list[Work], count: int) -> tuple[list[str], list[str]]:
    """Return a long text: random stretches of the sets, each sentence made new by a number."""
    chance = np.random.default_rng(SEED)
    some: list[str] = []
    others: list[str] = []
    while min(len(some), len(others)) < count:
        work = works[int(chance.integers(len(works)))]
        first = int(chance.integers(len(work.gold)))
        for source, target in work.gold[first : first + 40]:
            mark = f" ({len(some) % 977})"
            some += [work.source[i] + mark for i in source]
            others += [work.target[j] + mark for j in target]
    return some, others


def _paragraphs(work: Work, side: int) -> list[list[str]]:
    found: list[list[str]] = []
    for segment, begins in zip((work.source, work.target)[side], work.breaks[side], strict=True):
        if begins or not found:
            found.append([])
        found[-1].append(segment)
    return found


if __name__ == "__main__":
    main()
