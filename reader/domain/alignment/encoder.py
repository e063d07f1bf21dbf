"""What the aligner asks of a machine that turns sentences into vectors. See `reader.engines`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """Texts in, vectors out: near for the same meaning, in whichever language."""

    @property
    def name(self) -> str:
        """The identity of the vectors: a cache kept under one name is never read under another."""
        ...

    @property
    def size(self) -> int:
        """The length of a vector; 0 for an encoder that knows nothing (the fall-back)."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row of length 1 for each text, as float32 of shape (len(texts), size).

        An empty text has a row of zeros.
        """
        ...

    def encode_runs(self, texts: Sequence[str], reach: int) -> list[Vectors]:
        """Return the vectors of all runs of 1, 2 … `reach` neighbouring texts, read as one text.

        The k-th array has a row for each run of k + 1 texts: max(0, len(texts) - k) rows.
        """
        ...
