"""The shift alarm: where a run of pairs went out of step, and what would mend it.

A translator's file that lacks one sentence pairs every later sentence with its neighbour. Each such
pair is doubtful, and better matched one or two places on; the alarm finds the run and the move.

    pairs   a-A  b-B  c-D  d-E  e-F   ->  Alarm(first=2, last=4, offset=-1): C was left out
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reader.domain.alignment.beads import Bead

RUN = 3  # pairs out of step, at least
DOUBTFUL = 0.5
STEPS = (-3, -2, -1, 1, 2, 3)
BETTER = 0.12  # by which the moved similarity must excel


@dataclass(frozen=True, slots=True)
class Alarm:
    """A run of pairs, first to last, by their place in the list; `offset` in targets mends it.

    `offset` is 0 where the run is only known to be doubtful.
    """

    first: int
    last: int
    offset: int = 0


def alarms(beads: Sequence[Bead]) -> list[Alarm]:
    """Return the runs of RUN or more neighbouring pairs that are each more likely wrong than right."""
    found = []
    start = None
    for at in range(len(beads) + 1):
        bead = beads[at] if at < len(beads) else None
        doubtful = bead is not None and bead.confidence < DOUBTFUL
        if doubtful and start is None:
            start = at
        elif not doubtful and start is not None:
            if at - start >= RUN:
                found.append(Alarm(start, at - 1))
            start = None
    return found


def shifted_runs(
    beads: Sequence[Bead], source: NDArray[np.float32], target: NDArray[np.float32]
) -> list[Alarm]:
    """Return runs of pairs whose vectors fit better some targets on, with that offset.

    `source` and `target` are unit vectors of the single segments. Use it on alignments that people
    or other programs made: the aligner's own chains do not lose step.
    """
    pairs = [(at, b.source[0], b.target[0]) for at, b in enumerate(beads) if b.source and b.target]
    steps = [_better_step(source, target, i, j) for _, i, j in pairs]
    found = []
    start = 0
    for place in range(1, len(pairs) + 1):
        if place < len(pairs) and steps[place] == steps[start]:
            continue
        if steps[start] and place - start >= RUN:
            found.append(Alarm(pairs[start][0], pairs[place - 1][0], steps[start]))
        start = place
    return found


def _better_step(source: NDArray[np.float32], target: NDArray[np.float32], i: int, j: int) -> int:
    """Return the move of the target that fits clearly better, or 0."""
    own = float(source[i] @ target[j])
    moved = {
        step: float(source[i] @ target[j + step])
        for step in STEPS
        if 0 <= j + step < target.shape[0]
    }
    if not moved:
        return 0
    best = max(moved, key=lambda step: moved[step])
    return best if moved[best] > own + BETTER else 0
