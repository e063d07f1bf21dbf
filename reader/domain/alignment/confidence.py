"""Say for each bead of a chain how likely it is right, and why.

The chance that comes out of the sums over all chains knows the alternatives but trusts its own
weights too much; a logistic regression over it and a few measures of the bead and its neighbours
corrects that (tools/fit_confidence.py).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from reader.domain.alignment.beads import Bead, Reason, ReasonKind
from reader.domain.alignment.chain import Chain, Link
from reader.domain.alignment.features import Pair

SHOWN = {"numbers": ReasonKind.NUMBERS, "names": ReasonKind.NAMES, "marks": ReasonKind.MARKS}
MEASURES = (
    "chance", "before", "after", "least", "similarity", "unlike", "misfit", "size", "alone", "near",
)  # fmt: skip
SUREST = 9.0  # logarithm of the odds beyond which chances are not told apart
FILE = "confidence.json"

Floats = NDArray[np.float64]


def judged(chain: Chain, pair: Pair, *, by: str) -> list[Bead]:
    """Return the chain's links as beads, in order, with confidence and reasons.

    `by` says what the similarity is made of: "vectors", or "words" for the fall-back.
    """
    kind = ReasonKind.SIMILARITY if by == "vectors" else ReasonKind.WORDS
    sure = _calibrated(measures(chain, pair), by)
    return [
        Bead(
            tuple(range(link.i - link.a, link.i)),
            tuple(range(link.j - link.b, link.j)),
            float(confidence),
            tuple(_reasons(link, pair, kind)),
        )
        for link, confidence in zip(chain.links, sure, strict=True)
    ]


def measures(chain: Chain, pair: Pair) -> Floats:
    """Return a row of MEASURES for each link."""
    links = chain.links
    if not links:
        return np.zeros((0, len(MEASURES)))
    chance = np.array([link.chance for link in links]).clip(1e-9, 1 - 1e-9)
    odds = np.log(chance / (1 - chance)).clip(-SUREST, SUREST)
    around = np.pad(odds, 2, mode="edge")
    before, after = around[1:-3], around[3:-1]
    alike = np.array([similarity(link, pair) for link in links])
    alone = np.array([not link.a or not link.b for link in links], dtype=float)
    misfit = np.array([_misfit(link, pair) for link in links])
    size = np.array([link.a + link.b - 2.0 for link in links]).clip(0)
    near = np.minimum.reduce([around[:-4], before, after, around[4:]])
    return np.stack(
        [
            odds,
            before,
            after,
            np.minimum(before, after),
            alike,
            np.maximum(0.4 - alike, 0) * (1 - alone),
            misfit,
            size,
            alone,
            near,
        ],
        axis=1,
    )


@lru_cache
def _coefficients(by: str) -> tuple[float, ...]:
    raw = json.loads(files("reader.domain.alignment").joinpath(FILE).read_text(encoding="utf-8"))
    return tuple(raw[by].get(name, 0.0) for name in ("base", *MEASURES))


def _calibrated(table: Floats, by: str) -> Floats:
    base, *rest = _coefficients(by)
    found: Floats = 1 / (1 + np.exp(-np.clip(base + table @ np.array(rest), -30, 30)))
    return found


def _reasons(link: Link, pair: Pair, kind: ReasonKind) -> Sequence[Reason]:
    if not link.a or not link.b:
        return [Reason(ReasonKind.NO_COUNTERPART, 1.0)]
    found = [
        Reason(kind, round(similarity(link, pair), 3)),
        Reason(ReasonKind.MARGIN, round(_margin(link, pair), 3)),
        Reason(ReasonKind.LENGTH, round(_length(link, pair), 2)),
    ]
    for name, shown in SHOWN.items():
        some = _keys(pair.keys.source[name][link.i - link.a : link.i])
        others = _keys(pair.keys.target[name][link.j - link.b : link.j])
        if shared := (some & others).total():
            found.append(Reason(shown, float(shared)))
    return found


def similarity(link: Link, pair: Pair) -> float:
    """Return the cosine of the two sides of a bead, or 0 where one is empty."""
    if not link.a or not link.b:
        return 0.0
    one = pair.source.runs[link.a - 1][link.i - link.a]
    return float(one @ pair.target.runs[link.b - 1][link.j - link.b])


def _margin(link: Link, pair: Pair) -> float:
    """Return how much the similarity excels that with the places right before and behind."""
    one = pair.source.runs[link.a - 1][link.i - link.a]
    runs = pair.target.runs[link.b - 1]
    at = link.j - link.b
    places = [place for place in (at - 1, at + 1) if 0 <= place < runs.shape[0]]
    return similarity(link, pair) - max((float(one @ runs[k]) for k in places), default=0.0)


def _length(link: Link, pair: Pair) -> float:
    """Return the target's length for the source's, as the texts as wholes go: about 1."""
    one = pair.source.lengths[link.i - link.a : link.i].sum() * pair.ratio
    return float(pair.target.lengths[link.j - link.b : link.j].sum() / max(one, 1.0))


def _misfit(link: Link, pair: Pair) -> float:
    """Return by how many of the usual spreads the lengths differ, at most 5; 0 for a single side."""
    if not link.a or not link.b:
        return 0.0
    one = pair.source.lengths[link.i - link.a : link.i].sum() * pair.ratio
    other = pair.target.lengths[link.j - link.b : link.j].sum()
    log = np.log((other + 4) / (one + 4))
    return float(min(abs(log) / np.sqrt(0.04 + 4 / (one + other + 8)), 5.0))


def _keys(bags: Sequence[Counter[str]]) -> Counter[str]:
    return sum(bags, Counter())
