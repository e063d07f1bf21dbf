"""Draw how often beads are right at each confidence, as SVG."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

SIDE, EDGE = 320, 40
BINS = 10


def calibration_plot(confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> str:
    """Return an SVG with a point for each tenth of the beads, and the diagonal of perfect trust."""
    parts = np.array_split(np.argsort(confidence, kind="stable"), BINS)
    points = [(confidence[p].mean(), right[p].mean(), p.size) for p in parts if p.size]
    dots = "\n".join(
        f'<circle cx="{_x(c):.1f}" cy="{_y(r):.1f}" r="4"><title>{c:.3f} said, {r:.3f} right, {n} '
        "beads</title></circle>"
        for c, r, n in points
    )
    size = SIDE + 2 * EDGE
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" role="img">
<title>Confidence and truth</title>
<rect x="{EDGE}" y="{EDGE}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#999"/>
<line x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}" stroke="#999"/>
<g fill="#7a1f1f">
{dots}
</g>
<text x="{EDGE}" y="{size - 12}" font-size="12">confidence: 0 to 1; upwards: share that is right</text>
</svg>
"""


def _x(value: float) -> float:
    return EDGE + value * SIDE


def _y(value: float) -> float:
    return EDGE + (1 - value) * SIDE
