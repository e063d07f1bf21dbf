"""Make two lists of segments into what the aligner compares: vectors, lengths, marks, keys."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reader.domain.alignment.anchors import band, through
from reader.domain.alignment.encoder import Encoder, Vectors
from reader.domain.alignment.features import Pair, Side, best_partners
from reader.domain.alignment.keys import gather_keys
from reader.domain.alignment.path import REACH

CLOSERS = re.compile(r"(?:\[\^[^\]\s]+\]|[»”“\"'’)\]*_\s])+$")
SPEECH = '«“"„—–-‘'
ENDS = {".": 1, "…": 1, "?": 2, "!": 3, ":": 4, ";": 5, ",": 5}
FEW = 20.0  # segments: with so many, half of their mean is taken away


def side(
    segments: Sequence[str], runs: Sequence[Vectors], breaks: NDArray[np.bool_] | None = None
) -> Side:
    """Return one text as the aligner sees it; `breaks` says which segments begin a paragraph."""
    ends = [ENDS.get(CLOSERS.sub("", one)[-1:], 0) for one in segments]
    return Side(
        lengths=np.array([float(len(one)) for one in segments]),
        runs=centred(runs),
        ends=np.array(ends, dtype=np.uint8),
        speech=np.array([one.lstrip()[:1] in SPEECH for one in segments], dtype=bool),
        breaks=np.zeros(len(segments), dtype=bool) if breaks is None else breaks,
    )


def centred(runs: Sequence[Vectors]) -> tuple[Vectors, ...]:
    """Return the vectors without what all of a text has in common, at length 1.

    What the language and the subject contribute to every sentence hides what sets them apart. Of a
    short text only a part of the mean is taken away, since it is the sentences' own meaning.
    """
    count = runs[0].shape[0]
    if not count:
        return tuple(runs)
    mean = runs[0].mean(axis=0) * np.float32(count / (count + FEW))
    found = []
    for vectors in runs:
        moved = vectors - mean
        norms = np.linalg.norm(moved, axis=1, keepdims=True)
        found.append((moved / np.maximum(norms, 1e-9)).astype(np.float32))
    return tuple(found)


def pair_of(
    source: Sequence[str],
    target: Sequence[str],
    encoder: Encoder,
    *,
    breaks: tuple[NDArray[np.bool_], NDArray[np.bool_]] | None = None,
    cuts: Sequence[tuple[int, int]] = (),
) -> Pair:
    """Return what is known of two lists of segments, and of their pairs.

    `cuts` are points of the plane through which the alignment must lead.
    """
    some = side(source, encoder.encode_runs(source, REACH), breaks[0] if breaks else None)
    others = side(target, encoder.encode_runs(target, REACH), breaks[1] if breaks else None)
    plane = through(band(some.runs[0], others.runs[0]), cuts)
    keys = gather_keys(source, target)
    return Pair(some, others, keys, plane, best_partners(some, others, plane))
