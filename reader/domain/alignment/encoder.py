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
        """Return one row of length 1 for each text, as float32 of shape (len(texts), size)."""
        ...
