"""Find the certain pairs of two long texts, and the band of the plane around them.

Anchors are mutual best partners on the heaviest chain that rises in both texts; one that its
neighbours do not confirm is dropped. The band then needs width only where anchors are rare.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reader.domain.alignment.path import Band

Floats = NDArray[np.float32]
BLOCK = 1024  # rows of the table of similarities that are held at once
DIMENSIONS = 128  # of the vectors by which anchors are sought; the principal ones
LEAST = 0.35  # similarity of an anchor
NEIGHBOURS = 12  # places on the chain within which two anchors should agree
STRAY = 6  # segments by which agreeing anchors may differ
MARGIN = 25  # segments around the anchors' rectangles
CELLS = 3_000_000  # of the plane that are searched at most: a bound on memory

Anchor = tuple[int, int]


def band(source: Floats, target: Floats) -> Band:
    """Return the band in which two texts, given as unit vectors of segments, are aligned."""
    return around(anchors(source, target), source.shape[0], target.shape[0])


def anchors(source: Floats, target: Floats) -> list[Anchor]:
    """Return certain pairs (source segment, target segment), rising in both."""
    if not source.shape[0] or not target.shape[0] or not source.shape[1]:
        return []
    return confirmed(heaviest_chain(_mutual(*_narrow(source, target))))


def _narrow(source: Floats, target: Floats) -> tuple[Floats, Floats]:
    """Project both onto the principal dimensions of all, for speed."""
    if source.shape[1] <= DIMENSIONS:
        return source, target
    spread = source.T @ source + target.T @ target
    _, directions = np.linalg.eigh(spread.astype(np.float64))
    kept = directions[:, -DIMENSIONS:].astype(np.float32)
    return _unit(source @ kept), _unit(target @ kept)


def _unit(vectors: Floats) -> Floats:
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    found: Floats = vectors / np.maximum(norms, 1e-9)
    return found


def _mutual(source: Floats, target: Floats) -> list[tuple[int, int, float]]:
    """Return (source, target, weight) of mutual best partners, by blocked products."""
    n, m = source.shape[0], target.shape[0]
    best_target = np.empty(n, dtype=np.intp)
    weight = np.empty(n, dtype=np.float32)
    best_source = np.zeros(m, dtype=np.intp)
    top = np.full(m, -2.0, dtype=np.float32)
    for start in range(0, n, BLOCK):
        table = source[start : start + BLOCK] @ target.T
        best_target[start : start + BLOCK] = table.argmax(axis=1)
        weight[start : start + BLOCK] = table.max(axis=1)
        rows, values = table.argmax(axis=0), table.max(axis=0)
        better = values > top
        top[better], best_source[better] = values[better], rows[better] + start
    return [
        (i, int(j), float(weight[i]) - LEAST)
        for i, j in enumerate(best_target)
        if best_source[j] == i and weight[i] > LEAST
    ]


def heaviest_chain(pairs: list[tuple[int, int, float]]) -> list[Anchor]:
    """Return the chain of greatest weight among pairs sorted by source, rising in the target too.

    The longest increasing subsequence with weights, by a tree of prefix maxima (Fenwick 1994).
    """
    columns = sorted({j for _, j, _ in pairs})
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(columns) + 1)
    links: list[int] = []
    for at, (_, j, weight) in enumerate(pairs):
        place = bisect_left(columns, j)
        best = (0.0, -1)
        k = place
        while k > 0:
            best = max(best, tree[k])
            k -= k & -k
        links.append(best[1])
        k = place + 1
        while k <= len(columns):
            tree[k] = max(tree[k], (best[0] + weight, at))
            k += k & -k
    at = max(tree[1:], default=(0.0, -1))[1] if columns else -1
    # The whole prefix's best is the maximum over all nodes, each of which is some prefix's best.
    chain = []
    while at >= 0:
        chain.append(pairs[at][:2])
        at = links[at]
    return chain[::-1]


def confirmed(chain: list[Anchor]) -> list[Anchor]:
    """Drop the anchors with which no near neighbour on the chain agrees about the offset."""
    kept = []
    for at, (i, j) in enumerate(chain):
        near = chain[max(0, at - 2) : at] + chain[at + 1 : at + 3]
        if any(
            abs(i - k) <= NEIGHBOURS and abs((i - j) - (k - other)) <= STRAY for k, other in near
        ):
            kept.append((i, j))
    return kept


def around(chain: list[Anchor], sources: int, targets: int) -> Band:
    """Return the band of rectangles between every second anchor, widened by the margin.

    A row with more than its share of `CELLS` is narrowed about the line between its anchors.
    """
    rows = np.array([i for i, _ in chain], dtype=np.intp)
    points = np.arange(sources + 1)
    after = np.searchsorted(rows, points)
    low_at = np.concatenate(([0, 0], [j for _, j in chain])).astype(np.intp)
    high_at = np.concatenate(([j + 1 for _, j in chain], [targets, targets])).astype(np.intp)
    low = np.maximum(low_at[after] - MARGIN, 0)
    high = np.minimum(high_at[after + 1] + MARGIN, targets)
    middle = np.interp(
        points, [-1, *(i for i, _ in chain), sources], [0, *(j for _, j in chain), targets]
    ).astype(np.intp)
    widest = max(CELLS // (sources + 1), 4 * MARGIN)
    low = np.maximum(low, middle - widest // 2)
    high = np.minimum(high, middle + widest // 2)
    low[0], high[-1] = 0, targets
    return Band(np.maximum.accumulate(low), np.maximum.accumulate(high))


def through(plane: Band, cuts: Sequence[Anchor]) -> Band:
    """Return the band narrowed so that it leads through every cut: a point between segments."""
    low, high = plane.low.copy(), plane.high.copy()
    # Cuts may lie outside the band that the anchors left: they are right, and the anchors wrong.
    for i, j in cuts:
        high[i:] = np.maximum(high[i:], j)
        low[: i + 1] = np.minimum(low[: i + 1], j)
    # The cut's own row keeps its width: segments left alone lie along it, before and behind the cut.
    for i, (first, last) in cut_rows(cuts).items():
        low[i + 1 :] = np.maximum(low[i + 1 :], last)
        high[:i] = np.minimum(high[:i], first)
    return Band(low, high)


def cut_rows(cuts: Sequence[Anchor]) -> dict[int, tuple[int, int]]:
    """Return, for each row with cuts, the first and the last column of them."""
    found: dict[int, tuple[int, int]] = {}
    for i, j in cuts:
        first, last = found.get(i, (j, j))
        found[i] = (min(first, j), max(last, j))
    return found
