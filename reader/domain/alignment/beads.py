"""Beads: which segments of two texts say the same. Does not find them: see `align`.

EN [0][1 2][3]   RU [0 1][2][ ]   ->   (0 : 0 1) (1 2 : 2) (3 : )
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class ReasonKind(StrEnum):
    """What speaks for a bead, or against it; a page words it."""

    SIMILARITY = "similarity"  # of the sentence vectors, -1 to 1
    MARGIN = "margin"  # how much better than the nearest alternative
    LENGTH = "length"  # target characters for one source character, as the texts go: about 1
    NUMBERS = "numbers"  # shared numbers and dates
    NAMES = "names"  # shared names, by transliteration
    WORDS = "words"  # shared words by the lexicon
    MARKS = "marks"  # shared footnote marks and Latin tokens
    NO_COUNTERPART = "no-counterpart"  # one side is empty
    PINNED = "pinned"  # a person said so


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence. `value` is a count or a measure, as `kind` says."""

    kind: ReasonKind
    value: float


@dataclass(frozen=True, slots=True)
class Bead:
    """n source segments matched with m target segments; n or m may be 0.

    `confidence` is the chance, from 0 to 1, that the bead is right.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    confidence: float
    reasons: tuple[Reason, ...] = ()

    @property
    def shape(self) -> tuple[int, int]:
        """How many segments stand on either side."""
        return len(self.source), len(self.target)


@dataclass(frozen=True, slots=True)
class Flaw:
    """Where beads fail to cover two texts: which side, which segment, how often it is held."""

    side: str
    segment: int
    count: int


def flaws(beads: Iterable[Bead], sources: int, targets: int) -> list[Flaw]:
    """Return every segment that is not in exactly one bead, and none if all is well.

    Segments outside the texts are reported too.
    """
    held: dict[tuple[str, int], int] = {("source", i): 0 for i in range(sources)}
    held |= {("target", j): 0 for j in range(targets)}
    for bead in beads:
        for side, segments in (("source", bead.source), ("target", bead.target)):
            for one in segments:
                held[side, one] = held.get((side, one), 0) + 1
    return [
        Flaw(side, one, count)
        for (side, one), count in held.items()
        if count != 1 or one < 0 or one >= (sources if side == "source" else targets)
    ]


def in_order(beads: Sequence[Bead]) -> bool:
    """Say whether the beads run through both texts in order, without crossing."""
    source = [i for bead in beads for i in bead.source]
    target = [j for bead in beads for j in bead.target]
    return source == sorted(set(source)) and target == sorted(set(target))


def shift(beads: Iterable[Bead], sources: int, targets: int) -> list[Bead]:
    """Return the beads with their indices moved up by so many segments."""
    return [
        Bead(
            tuple(i + sources for i in bead.source),
            tuple(j + targets for j in bead.target),
            bead.confidence,
            bead.reasons,
        )
        for bead in beads
    ]
