"""How far a confidence can be trusted: does it find the errors, is it what it says."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BINS = 10


@dataclass(frozen=True, slots=True)
class Trust:
    """`found`: share of wrong beads among the tenth that is least sure; `area` under the ROC curve;
    `error`: expected calibration error over ten bins of equal size.
    """

    beads: int
    wrong: int
    found: float
    area: float
    error: float


def trust(
    confidence: NDArray[np.float64], right: NDArray[np.bool_], *, logits: bool = False
) -> Trust:
    """Measure a confidence against what is right."""
    values = 1 / (1 + np.exp(-confidence)) if logits else confidence
    order = np.argsort(values, kind="stable")
    tenth = order[: max(1, values.size // 10)]
    wrong = int((~right).sum())
    found = float((~right[tenth]).sum() / wrong) if wrong else 1.0
    return Trust(values.size, wrong, found, area(values, right), calibration_error(values, right))


def area(values: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """Return the chance that a right bead is surer than a wrong one; ties count half."""
    good, bad = values[right], values[~right]
    if not good.size or not bad.size:
        return 1.0
    above = np.searchsorted(np.sort(bad), good, "left").sum()
    below = np.searchsorted(np.sort(bad), good, "right").sum()
    return float((above + below) / 2 / good.size / bad.size)


def calibration_error(values: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """Return the mean difference of confidence and truth over bins of as many beads each."""
    parts = np.array_split(np.argsort(values, kind="stable"), BINS)
    return float(
        sum(abs(values[p].mean() - right[p].mean()) * p.size for p in parts if p.size)
        / max(1, values.size)
    )
