"""Pair the blocks that two texts share: headings, rows, notes, figures, and paragraphs.

Does not look into blocks: the sentences follow in `align`.

    EN  heading1  paragraph  paragraph  note 1      RU  heading1  paragraph  note 1
    borders  (0, 0) (1, 1) (3, 2) (4, 3): between them sentences are paired freely
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from reader.domain.alignment.anchors import heaviest_chain
from reader.domain.alignment.encoder import Encoder

Border = tuple[int, int]

LABEL_WEIGHT = 4.0  # of a shared label against a shared kind
LONG = 120  # characters from which a block's length says something
UNLIKE = 1.1  # difference of the logarithms of two long blocks that are no pair
SURE = 0.55  # similarity by vectors of a pair of blocks, at least
FREE = ("paragraph", "item", "quotation")  # kinds that translators turn into one another


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


def shared_borders(
    source: Sequence[AlignableBlock],
    target: Sequence[AlignableBlock],
    *,
    encoder: Encoder | None = None,
) -> list[Border]:
    """Return borders between blocks, as (source, target), through which the alignment must lead.

    They rise on both sides. Blocks that the two sides do not share have no borders of their own.
    """
    fixed = _labelled(source, target)
    borders: set[Border] = set()
    points = [(0, 0), *fixed, (len(source), len(target))]
    for (i0, j0), (i1, j1) in pairwise(points):
        inner = _between(source[i0:i1], target[j0:j1], encoder)
        borders |= {(i0 + i, j0 + j) for i, j in inner}
    return sorted(borders | set(fixed))


def _labelled(source: Sequence[AlignableBlock], target: Sequence[AlignableBlock]) -> list[Border]:
    """Return the borders about blocks that carry one label on both sides, and on either once."""
    places = _only(source), _only(target)
    pairs = [(i, places[1][key], 1.0) for key, i in places[0].items() if key in places[1]]
    found = []
    for i, j in heaviest_chain(sorted(pairs)):
        found += [(i, j), (i + 1, j + 1)]
    return sorted(set(found))


def _only(blocks: Sequence[AlignableBlock]) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    twice = set()
    for at, block in enumerate(blocks):
        if block.label is not None:
            key = (block.kind, block.label)
            if key in found:
                twice.add(key)
            found.setdefault(key, at)
    return {key: at for key, at in found.items() if key not in twice}


def _between(
    source: Sequence[AlignableBlock], target: Sequence[AlignableBlock], encoder: Encoder | None
) -> list[Border]:
    if not source or not target:
        return []
    if _same_skeleton(source, target):
        return [(k, k) for k in range(len(source) + 1)]
    pairs = [(i, j, weight) for i, j, weight in _candidates(source, target, encoder)]
    chain = heaviest_chain(sorted(pairs, key=lambda pair: (pair[0], -pair[1])))
    found = []
    for i, j in chain:
        found += [(i, j), (i + 1, j + 1)]
    return sorted(set(found))


def _same_skeleton(source: Sequence[AlignableBlock], target: Sequence[AlignableBlock]) -> bool:
    """Say whether the blocks agree one by one, in kind and as far as lengths can tell."""
    if [block.kind for block in source] != [block.kind for block in target]:
        return False
    return all(_plausible(one, other) for one, other in zip(source, target, strict=True))


def _plausible(one: AlignableBlock, other: AlignableBlock) -> bool:
    lengths = [sum(map(len, block.segments)) for block in (one, other)]
    if max(lengths) < LONG:
        return True
    return abs(float(np.log((lengths[0] + 1) / (lengths[1] + 1)))) < UNLIKE


def _candidates(
    source: Sequence[AlignableBlock], target: Sequence[AlignableBlock], encoder: Encoder | None
) -> list[tuple[int, int, float]]:
    """Return pairs of blocks that are mutually best; headings by rank where vectors are missing."""
    if encoder is None or not encoder.size:
        return _headings(source, target)
    texts = [" ".join(block.segments) for block in (*source, *target)]
    vectors = encoder.encode(texts)
    table = vectors[: len(source)] @ vectors[len(source) :].T
    for i, one in enumerate(source):
        for j, other in enumerate(target):
            if not _kin(one.kind, other.kind) or not _plausible(one, other):
                table[i, j] = -1.0
    best, back = table.argmax(axis=1), table.argmax(axis=0)
    return [
        (i, int(j), float(table[i, j]))
        for i, j in enumerate(best)
        if back[j] == i and table[i, j] >= SURE
    ]


def _headings(
    source: Sequence[AlignableBlock], target: Sequence[AlignableBlock]
) -> list[tuple[int, int, float]]:
    """Pair headings one by one if each rank has as many on either side."""
    places = [
        [(at, block.kind) for at, block in enumerate(side) if block.kind.startswith("heading")]
        for side in (source, target)
    ]
    if [kind for _, kind in places[0]] != [kind for _, kind in places[1]]:
        return []
    return [(i, j, 1.0) for (i, _), (j, _) in zip(*places, strict=True)]


def _kin(one: str, other: str) -> bool:
    """Say whether blocks of two kinds may be one block in two languages."""
    return one == other or (one in FREE and other in FREE)
