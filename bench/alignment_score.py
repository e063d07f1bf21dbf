"""The measures by which predicted beads are held against known ones.

Segment F1 counts a predicted bead that crosses a known boundary as wrong together with all that it
touches; exact is the share of true sentence beads found as they are; null F1 is over segments left
alone; strict F1 is as in vecalign (Thompson and Koehn 2019).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bench.alignment_data import Gold, Work

NAN = float("nan")


@dataclass(frozen=True, slots=True)
class Row:
    """The measures of one set; not a number where the set's gold does not tell."""

    segment: float
    exact: float
    link: float
    null: float
    strict: float


def row(work: Work, beads: Gold) -> Row:
    """Measure the beads of one set."""
    place = _places(work.gold)
    strict = strict_f1(work.sentences, beads) if work.sentences else NAN
    some_null = sum(not s or not t for s, t in work.gold) > 5
    return Row(
        segment_f1(work.gold, beads, place),
        exact(work.gold, beads),
        link_f1(work.gold, beads, place),
        null_f1(work.gold, beads) if some_null else NAN,
        strict,
    )


def show(name: str, found: Row) -> str:
    """Return a line of a table."""
    values = (found.segment, found.exact, found.link, found.null, found.strict)
    return f"{name:15}" + " ".join("     -" if np.isnan(v) else f"{v:6.4f}" for v in values)


def mean_row(rows: Sequence[Row]) -> Row:
    """Return the mean of each measure over the sets that tell it."""
    table = np.array([(r.segment, r.exact, r.link, r.null, r.strict) for r in rows])
    return Row(*(float(value) for value in np.nanmean(table, axis=0)))


def crossing(gold: Gold, beads: Gold) -> list[bool]:
    """Say of each bead whether it is wrong: it crosses a known boundary or leaves wrongly alone."""
    place = _places(gold)
    wrong = []
    for some, others in beads:
        found = {place["s", i] for i in some} | {place["t", j] for j in others}
        if len(found) != 1:
            wrong.append(True)
            continue
        known = gold[next(iter(found))]
        wrong.append(bool(some and others) != bool(known[0] and known[1]))
    return wrong


def _places(gold: Gold) -> dict[tuple[str, int], int]:
    return {("s", i): k for k, (some, _) in enumerate(gold) for i in some} | {
        ("t", j): k for k, (_, others) in enumerate(gold) for j in others
    }


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def segment_f1(gold: Gold, beads: Gold, place: dict[tuple[str, int], int]) -> float:
    """Return the F1 over known segments found without crossing a boundary."""
    held, spoilt, crossings = set(), set(), 0
    for some, others in beads:
        if some and others:
            found = {place["s", i] for i in some} | {place["t", j] for j in others}
            if len(found) == 1:
                held |= found
            else:
                crossings += 1
                spoilt |= found
    wanted = {k for k, (some, others) in enumerate(gold) if some and others}
    good = len((wanted & held) - spoilt)
    return _f1(good / max(1, len(held) + crossings), good / max(1, len(wanted)))


def exact(gold: Gold, beads: Gold) -> float:
    """Return the share of known beads with one segment on a side that are found as they are."""
    wanted = [bead for bead in gold if min(len(bead[0]), len(bead[1])) == 1]
    found = set(beads)
    return sum(bead in found for bead in wanted) / max(1, len(wanted))


def link_f1(gold: Gold, beads: Gold, place: dict[tuple[str, int], int]) -> float:
    """Return the F1 over linked pairs of segments."""
    links = [(i, j) for some, others in beads for i in some for j in others]
    good = [(i, j) for i, j in links if place["s", i] == place["t", j]]
    reached = len({i for i, _ in good}) + len({j for _, j in good})
    wanted = sum(len(some) + len(others) for some, others in gold if some and others)
    return _f1(len(good) / max(1, len(links)), reached / max(1, wanted))


def null_f1(gold: Gold, beads: Gold) -> float:
    """Return the F1 over segments left without a counterpart."""
    wanted, found = _alone(gold), _alone(beads)
    both = len(wanted & found)
    return _f1(both / max(1, len(found)), both / max(1, len(wanted)))


def _alone(beads: Gold) -> set[tuple[str, int]]:
    alone = {("s", i) for some, others in beads if not others for i in some}
    return alone | {("t", j) for some, others in beads if not some for j in others}


def strict_f1(gold: Gold, beads: Gold) -> float:
    """Return vecalign's strict F1: nulls count in precision and not in recall."""
    wanted, found = set(gold), set(beads)
    linked = [bead for bead in gold if bead[0] and bead[1]]
    precision = sum(bead in wanted for bead in beads) / max(1, len(beads))
    return _f1(precision, sum(bead in found for bead in linked) / max(1, len(linked)))
