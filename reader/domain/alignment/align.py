"""Pair the segments of a text with those of its translation.

Does not store anything and does not change beads: see `operations`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from reader.domain.alignment.beads import Bead
from reader.domain.alignment.encoder import Encoder
from reader.domain.alignment.evidence import Evidence, gather
from reader.domain.alignment.path import Band, best_path


@dataclass(frozen=True, slots=True)
class AlignableBlock:
    """A structural piece of a text with its segments.

    `kind` is "heading1" to "heading6", "paragraph", "item", "quotation", "row" (a table row's cells
    come as segments), "note", "figure", "caption", "code", "term"…; `label` pairs blocks that must
    belong together (a footnote's mark, a figure's file).
    """

    kind: str
    label: str | None
    segments: tuple[str, ...]


def align(
    source: Sequence[AlignableBlock],
    target: Sequence[AlignableBlock],
    *,
    encoder: Encoder | None = None,
) -> list[Bead]:
    """Return beads over the flat segment indices, counted through all blocks in order.

    Every segment is in exactly one bead, in order. Blocks that the two sides share are paired
    first, then sentences inside them.
    """
    sources = [" ".join(block.segments) for block in source]
    targets = [" ".join(block.segments) for block in target]
    pairs = _pair(gather(sources, targets, encoder, kinds=(_kinds(source), _kinds(target))))
    beads: list[Bead] = []
    i = j = 0
    for blocks in pairs:
        some = [one for k in blocks.source for one in source[k].segments]
        others = [one for k in blocks.target for one in target[k].segments]
        beads += shift(_pair(gather(some, others, encoder)), i, j)
        i, j = i + len(some), j + len(others)
    return beads


def align_segments(
    source: Sequence[Sequence[str]],
    target: Sequence[Sequence[str]],
    *,
    encoder: Encoder | None = None,
) -> list[Bead]:
    """Return beads over the flat sentence indices of two texts given as paragraphs of sentences."""
    some = [sentence for paragraph in source for sentence in paragraph]
    others = [sentence for paragraph in target for sentence in paragraph]
    return _pair(gather(some, others, encoder))


def realign(
    source: Sequence[str],
    target: Sequence[str],
    beads: Sequence[Bead],
    *,
    pinned: Iterable[int],
    encoder: Encoder | None = None,
) -> list[Bead]:
    """Keep the beads whose indices are `pinned`, and align anew what lies between them.

    `beads` cover the two texts in order; the pinned ones come back as they are.
    """
    keep = set(pinned)
    found: list[Bead] = []
    start = (0, 0)  # behind the last kept bead
    at = (0, 0)
    for index, bead in enumerate(beads):
        after = (at[0] + len(bead.source), at[1] + len(bead.target))
        if index in keep:
            found += _gap(source, target, start, at, encoder)
            found.append(bead)
            start = after
        at = after
    return found + _gap(source, target, start, (len(source), len(target)), encoder)


def _gap(
    source: Sequence[str],
    target: Sequence[str],
    start: tuple[int, int],
    stop: tuple[int, int],
    encoder: Encoder | None,
) -> list[Bead]:
    evidence = gather(source[start[0] : stop[0]], target[start[1] : stop[1]], encoder)
    return shift(_pair(evidence), *start)


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


def _kinds(blocks: Sequence[AlignableBlock]) -> list[tuple[str, str | None]]:
    return [(block.kind, block.label) for block in blocks]


def _pair(evidence: Evidence) -> list[Bead]:
    """Return the best beads over single segments."""
    n, m = evidence.sources, evidence.targets
    shapes = best_path(
        n, m, band=Band.whole(n, m), score=evidence.scores, skip=np.full(m, evidence.skip)
    )
    beads = []
    i = j = 0
    for a, b in shapes:
        confidence = 0.9 if a and b else 0.5
        beads.append(Bead(tuple(range(i, i + a)), tuple(range(j, j + b)), confidence))
        i, j = i + a, j + b
    return beads
