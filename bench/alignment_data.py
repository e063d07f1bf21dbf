"""Texts whose alignment is known, read from a folder, for fitting and for measuring."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from reader.domain.alignment.features import Pair
from reader.domain.alignment.lexicon import with_lexicon
from reader.domain.alignment.sides import pair_of
from reader.engines.encoder import SentenceEncoder

Gold = list[tuple[tuple[int, ...], tuple[int, ...]]]


@dataclass(frozen=True, slots=True)
class Work:
    """One set. `work` is the name that all sets of the same texts share."""

    name: str
    work: str
    source: list[str]
    target: list[str]
    breaks: tuple[NDArray[np.bool_], NDArray[np.bool_]]
    gold: Gold
    sentences: Gold | None
    pair: Pair


def read_texts(folder: Path, name: str) -> tuple[list[str], NDArray[np.bool_]]:
    """Return the segments of NAME.txt and which of them begin a paragraph."""
    segments, breaks, fresh = [], [], True
    for line in (folder / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.strip():
            segments.append(line.strip())
            breaks.append(fresh)
        fresh = not line.strip()
    return segments, np.array(breaks, dtype=bool)


def read_gold(path: Path) -> Gold:
    """Return the beads of a gold file."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    return [(tuple(some), tuple(others)) for some, others in raw]


def gold_of(work: Work) -> Gold:
    """Return the finest gold of a work."""
    return work.sentences or work.gold


def read_works(
    data: Path, cache: Path, *, lexical: bool = False, varied: bool = False
) -> list[Work]:
    """Read every set of a folder; `varied` adds a version of each with pieces left out."""
    encoder = SentenceEncoder(threads=1, cache=cache)
    works = []
    for folder in sorted(path for path in data.iterdir() if (path / "gold.json").exists()):
        source, source_breaks = read_texts(folder, "en")
        target, target_breaks = read_texts(folder, "ru")
        finer = folder / "gold.sent.json"
        gold = read_gold(folder / "gold.json")
        sentences = read_gold(finer) if finer.exists() else None
        works.append(
            _work(folder.name, source, target, (source_breaks, target_breaks), gold, sentences,
                  None if lexical else encoder)
        )  # fmt: skip
        if varied:
            works.append(_vary(works[-1], None if lexical else encoder))
    return works


def _work(
    name: str,
    source: list[str],
    target: list[str],
    breaks: tuple[NDArray[np.bool_], NDArray[np.bool_]],
    gold: Gold,
    sentences: Gold | None,
    encoder: SentenceEncoder | None,
) -> Work:
    if encoder is None:
        pair = with_lexicon(source, target, breaks=breaks)
    else:
        pair = pair_of(source, target, encoder, breaks=breaks)
    work = name.removesuffix("~").removesuffix("-del").removesuffix("-a").removesuffix("-hard")
    return Work(name, work, source, target, breaks, gold, sentences, pair)


def _vary(work: Work, encoder: SentenceEncoder | None) -> Work:
    """Leave out 6 of 100 gold beads on one side and some longer runs; join 4 of 100 neighbours."""
    chance = np.random.default_rng(sum(map(ord, work.name)))
    gold = gold_of(work)
    runs = {int(k): chance.integers(3, 15) for k in chance.integers(0, len(gold), 4)}
    out: Gold = []
    source: list[str] = []
    target: list[str] = []
    dropping, side = 0, 0
    for at, (some, others) in enumerate(gold):
        if at in runs:
            dropping, side = int(runs[at]), int(chance.integers(2))
        drop = side if dropping > 0 else (int(chance.integers(2)) if chance.random() < 0.06 else -1)
        dropping -= 1
        left = [] if drop == 0 else [work.source[i] for i in some]
        right = [] if drop == 1 else [work.target[j] for j in others]
        if not left and not right:
            continue
        joined = (
            out and left and right and out[-1][0] and out[-1][1] and len(left) == len(right) == 1
        )
        if joined and chance.random() < 0.08 and len(out[-1][0]) == len(out[-1][1]) == 1:
            which = int(chance.integers(2))
            if which:
                source[-1] += " " + left.pop()
            else:
                target[-1] += " " + right.pop()
            last = out.pop()
            out.append((_grown(last[0], left), _grown(last[1], right)))
        else:
            n, m = len(source), len(target)
            out.append((tuple(range(n, n + len(left))), tuple(range(m, m + len(right)))))
        source += left
        target += right
    none = (np.zeros(len(source), dtype=bool), np.zeros(len(target), dtype=bool))
    return _work(work.name + "~", source, target, none, out, None, encoder)


def _grown(places: Sequence[int], more: list[str]) -> tuple[int, ...]:
    return (*places, *range(places[-1] + 1, places[-1] + 1 + len(more)))
