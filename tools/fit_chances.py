"""The sums of `reader.domain.alignment.chances` over many small rectangles at once, with slopes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from reader.domain.alignment.path import REACH, SHAPES

Floats = NDArray[np.float64]
LOW = -1e9


class Batch:
    """Rectangles padded to one size."""

    def __init__(
        self,
        features: Sequence[NDArray[np.float32]],
        possible: Sequence[NDArray[np.bool_]],
        right: Sequence[NDArray[np.bool_]],
        skips: Sequence[NDArray[np.float32]],
        may_skip: Sequence[NDArray[np.bool_]],
        weights: Floats,
    ) -> None:
        """Take the pieces in order of size, in groups that are padded alike."""
        order = sorted(range(len(features)), key=lambda k: features[k].shape[2:])
        self._groups = []
        for start in range(0, len(order), 24):
            some = order[start : start + 24]
            self._groups.append(
                _Group(
                    [features[k] for k in some],
                    [possible[k] for k in some],
                    [right[k] for k in some],
                    [skips[k] for k in some],
                    [may_skip[k] for k in some],
                    weights[some],
                )
            )

    def slope(self, theta: Floats) -> tuple[float, Floats]:
        """Return the log likelihood of what is right, and its slope in the weights."""
        total, slope = 0.0, np.zeros_like(theta)
        for group in self._groups:
            one, other = group.slope(theta)
            total, slope = total + one, slope + other
        return total, slope


class _Group:
    def __init__(
        self,
        features: Sequence[NDArray[np.float32]],
        possible: Sequence[NDArray[np.bool_]],
        right: Sequence[NDArray[np.bool_]],
        skips: Sequence[NDArray[np.float32]],
        may_skip: Sequence[NDArray[np.bool_]],
        weights: Floats,
    ) -> None:
        count = len(features)
        names = features[0].shape[0]
        self.sizes = [(one.shape[2], one.shape[3] - 1) for one in features]
        rows = max(n for n, _ in self.sizes)
        columns = max(m for _, m in self.sizes)
        self.weights = weights
        self.features = np.zeros((count, names, rows, len(SHAPES), columns + 1), np.float32)
        self.possible = np.zeros((count, rows, len(SHAPES), columns + 1), dtype=bool)
        self.right = self.possible.copy()
        self.skips = np.zeros((count, names, columns), np.float32)
        self.may_skip = np.zeros((count, columns), dtype=bool)
        for k, (n, m) in enumerate(self.sizes):
            self.features[k, :, :n, :, : m + 1] = features[k].transpose(0, 2, 1, 3)
            self.possible[k, :n, :, : m + 1] = possible[k].transpose(1, 0, 2)
            self.right[k, :n, :, : m + 1] = right[k].transpose(1, 0, 2)
            self.skips[k, :, :m] = skips[k]
            self.may_skip[k, :m] = may_skip[k]

    def slope(self, theta: Floats) -> tuple[float, Floats]:
        flat = self.features.reshape(self.features.shape[0], theta.size, -1)
        scores = np.matmul(theta.astype(np.float32), flat).reshape(self.possible.shape)
        skip = np.einsum("f,kfm->km", theta, self.skips)
        every = _sums(np.where(self.possible, scores, LOW), skip, self.sizes)
        right = _sums(
            np.where(self.right, scores, LOW), np.where(self.may_skip, skip, LOW), self.sizes
        )
        beads = (right[1] - every[1]) * self.weights[:, None, None, None]
        stays = (right[2] - every[2]) * self.weights[:, None]
        slope = np.matmul(flat, beads.reshape(beads.shape[0], -1, 1).astype(np.float32)).sum(
            axis=(0, 2)
        )
        slope = slope + np.einsum("kfm,km->f", self.skips, stays)
        return float((self.weights * (right[0] - every[0])).sum()), slope


def _sums(
    scores: NDArray[np.float32], skip: Floats, sizes: list[tuple[int, int]]
) -> tuple[Floats, Floats, Floats]:
    """Return the log sums, the chances of the beads and those of the skips."""
    count, rows, _, width = scores.shape
    spent = np.concatenate([np.zeros((count, 1)), np.cumsum(skip, axis=1)], axis=1)
    forward = np.full((count, rows + 1 + REACH, width + REACH), LOW)
    start = np.full((count, width), LOW)
    start[:, 0] = 0.0
    forward[:, REACH, REACH:] = _run(start, spent)
    for i in range(1, rows + 1):
        reached = np.stack(
            [
                forward[:, i - a + REACH, REACH - b : REACH - b + width] + scores[:, i - 1, code]
                for code, (a, b) in enumerate(SHAPES)
            ]
        )
        forward[:, i + REACH, REACH:] = _run(_log_sum(reached.astype(np.float64)), spent)
    total = np.array([forward[k, n + REACH, m + REACH] for k, (n, m) in enumerate(sizes)])
    backward = np.full((count, rows + 1 + REACH, width + REACH), LOW)
    for i in range(rows, -1, -1):
        ahead = [
            backward[:, i + a, b : b + width] + _shifted(scores[:, i + a - 1, code], b)
            for code, (a, b) in enumerate(SHAPES)
            if i + a <= rows
        ]
        summed = (
            _log_sum(np.stack(ahead).astype(np.float64)) if ahead else np.full((count, width), LOW)
        )
        for k, (n, m) in enumerate(sizes):
            if i == n:
                summed[k] = LOW
                summed[k, m] = 0.0
            elif i > n:
                summed[k] = LOW
        back = np.logaddexp.accumulate((summed + spent)[:, ::-1], axis=1)[:, ::-1] - spent
        backward[:, i, :width] = back
    beads = np.zeros(scores.shape)
    for code, (a, b) in enumerate(SHAPES):
        begin = forward[:, REACH + 1 - a : REACH + 1 - a + rows, REACH - b : REACH - b + width]
        logs = begin + scores[:, :, code] + backward[:, 1 : rows + 1, :width]
        beads[:, :, code] = np.exp(np.minimum(logs - total[:, None, None], 0))
    step = forward[:, REACH : REACH + rows + 1, REACH : REACH + width - 1] + skip[:, None]
    logs = step + backward[:, : rows + 1, 1:width] - total[:, None, None]
    return total, beads, np.exp(np.minimum(logs, 0)).sum(axis=1)


def _shifted(values: NDArray[np.float32], columns: int) -> NDArray[np.float32]:
    """Return the row moved to the left by so many columns."""
    if not columns:
        return values
    filler = np.full((values.shape[0], columns), LOW, dtype=np.float32)
    return np.concatenate([values[:, columns:], filler], axis=1)


def _run(values: Floats, spent: Floats) -> Floats:
    found: Floats = np.logaddexp.accumulate(values - spent, axis=1) + spent
    return found


def _log_sum(values: Floats) -> Floats:
    values = np.maximum(values, LOW)
    top = values.max(axis=0)
    found: Floats = top + np.log(np.exp(values - top).sum(axis=0))
    return found
