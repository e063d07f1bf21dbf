"""Say for each bead of a chain how likely it is right, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reader.domain.alignment.beads import Bead, Reason, ReasonKind
from reader.domain.alignment.chain import Chain, Link
from reader.domain.alignment.features import Pair

SHOWN = {"numbers": ReasonKind.NUMBERS, "names": ReasonKind.NAMES, "marks": ReasonKind.MARKS}


def judged(chain: Chain, pair: Pair, *, by: str) -> list[Bead]:
    """Return the chain's links as beads, in order, with confidence and reasons.

    `by` says what the similarity is made of: "vectors", or "words" for the fall-back.
    """
    kind = ReasonKind.SIMILARITY if by == "vectors" else ReasonKind.WORDS
    return [
        Bead(
            tuple(range(link.i - link.a, link.i)),
            tuple(range(link.j - link.b, link.j)),
            min(max(link.chance, 0.0), 1.0),
            tuple(_reasons(link, pair, kind)),
        )
        for link in chain.links
    ]


def _reasons(link: Link, pair: Pair, kind: ReasonKind) -> Sequence[Reason]:
    if not link.a or not link.b:
        return [Reason(ReasonKind.NO_COUNTERPART, 1.0)]
    found = [
        Reason(kind, round(similarity(link, pair), 3)),
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


def _length(link: Link, pair: Pair) -> float:
    """Return the target's length for the source's, as the texts as wholes go: about 1."""
    one = pair.source.lengths[link.i - link.a : link.i].sum() * pair.ratio
    return float(pair.target.lengths[link.j - link.b : link.j].sum() / max(one, 1.0))


def _keys(bags: Sequence[Counter[str]]) -> Counter[str]:
    return sum(bags, Counter())
