"""Pair the segments of a text with those of its translation.

Does not store anything and does not change beads: see `operations`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from reader.domain.alignment.beads import Bead, shift
from reader.domain.alignment.blocks import AlignableBlock, shared_borders
from reader.domain.alignment.chain import best_chain
from reader.domain.alignment.confidence import judged
from reader.domain.alignment.encoder import Encoder
from reader.domain.alignment.lexicon import with_lexicon
from reader.domain.alignment.sides import pair_of
from reader.domain.alignment.weights import fitted

__all__ = ["AlignableBlock", "align", "align_segments", "realign", "shift"]

Point = tuple[int, int]


def align(
    source: Sequence[AlignableBlock],
    target: Sequence[AlignableBlock],
    *,
    encoder: Encoder | None = None,
) -> list[Bead]:
    """Return beads over the flat segment indices, counted through all blocks in order.

    Every segment is in exactly one bead, in order. Blocks that the two sides share are paired
    first, then sentences inside them. Without an encoder, or with one that knows nothing, lengths,
    numbers, names and the words of the texts themselves decide.
    """
    some = [block.segments for block in source]
    others = [block.segments for block in target]
    starts = _starts(some), _starts(others)
    cuts = [
        (starts[0][k], starts[1][other])
        for k, other in shared_borders(source, target, encoder=encoder)
    ]
    return _align(some, others, cuts, encoder)


def align_segments(
    source: Sequence[Sequence[str]],
    target: Sequence[Sequence[str]],
    *,
    encoder: Encoder | None = None,
) -> list[Bead]:
    """Return beads over the flat sentence indices of two texts given as paragraphs of sentences."""
    return _align(source, target, [], encoder)


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


def _align(
    source: Sequence[Sequence[str]],
    target: Sequence[Sequence[str]],
    cuts: Sequence[Point],
    encoder: Encoder | None,
) -> list[Bead]:
    """Return the beads of the best chain that leads through all the cuts."""
    some = [segment for part in source for segment in part]
    others = [segment for part in target for segment in part]
    breaks = _breaks(source), _breaks(target)
    if encoder is not None and encoder.size:
        pair = pair_of(some, others, encoder, breaks=breaks, cuts=cuts)
        return judged(best_chain(pair, fitted("vectors"), cuts), pair, by="vectors")
    pair = with_lexicon(some, others, breaks=breaks, cuts=cuts)
    return judged(best_chain(pair, fitted("words"), cuts), pair, by="words")


def _starts(parts: Sequence[Sequence[str]]) -> list[int]:
    """Return the place at which each part begins, and that behind the last."""
    return [0, *accumulate(len(part) for part in parts)]


def _breaks(parts: Sequence[Sequence[str]]) -> NDArray[np.bool_]:
    starts = _starts(parts)
    found = np.zeros(starts[-1] + 1, dtype=bool)
    found[starts] = True
    return found[:-1]


def _gap(
    source: Sequence[str],
    target: Sequence[str],
    start: Point,
    stop: Point,
    encoder: Encoder | None,
) -> list[Bead]:
    some, others = source[start[0] : stop[0]], target[start[1] : stop[1]]
    return shift(align_segments([some], [others], encoder=encoder), *start)
