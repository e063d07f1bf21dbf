"""Is every character of both texts in a pair or in an explained gap?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reader.domain.alignment.beads import Bead, flaws


@dataclass(frozen=True, slots=True)
class Gap:
    """A segment without counterpart; `explained` if a person said why."""

    side: str
    segment: int
    explained: bool = False


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many characters of the two texts are paired, in explained and in unexplained gaps."""

    paired: int
    explained: int
    unexplained: int
    missing: int  # characters of segments that no bead holds: a fault of the program

    @property
    def share(self) -> float:
        """The part of all characters that is accounted for; 1 for empty texts."""
        total = self.paired + self.explained + self.unexplained + self.missing
        return (self.paired + self.explained) / total if total else 1.0


def gaps(beads: Iterable[Bead], explained: Mapping[int, str] | None = None) -> list[Gap]:
    """Return the segments without counterpart, in order of the beads.

    `explained` holds the reasons that people gave, by the bead's place in the list.
    """
    known = explained or {}
    found = []
    for at, bead in enumerate(beads):
        if bead.source and bead.target:
            continue
        found += [Gap("source", i, at in known) for i in bead.source]
        found += [Gap("target", j, at in known) for j in bead.target]
    return found


def coverage(
    source: Sequence[str],
    target: Sequence[str],
    beads: Sequence[Bead],
    explained: Mapping[int, str] | None = None,
) -> Coverage:
    """Count the characters of both texts by what became of them."""
    texts = {"source": source, "target": target}
    total = sum(map(len, source)) + sum(map(len, target))
    left = {True: 0, False: 0}
    for gap in gaps(beads, explained):
        left[gap.explained] += len(texts[gap.side][gap.segment])
    missing = sum(
        len(texts[flaw.side][flaw.segment])
        for flaw in flaws(beads, len(source), len(target))
        if flaw.count == 0
    )
    paired = total - left[True] - left[False] - missing
    return Coverage(paired, left[True], left[False], missing)
