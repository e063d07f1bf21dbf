"""Keep what the encoder made of each text, from one run to the next, in one file.

The file may be deleted at any time, and several processes may use it at once.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
ASKED_AT_ONCE = 500  # below the number of variables that any SQLite allows
PATIENCE = 30.0  # seconds to wait for another process that writes


class PoolCache:
    """Rows of numbers by text; `name` is the identity of the encoder that made them."""

    def __init__(self, directory: Path, name: str) -> None:
        """Keep the rows in a file under `directory`, which is made if need be."""
        self._file = directory / f"vectors-{name}.sqlite3"

    def fetch(self, texts: Sequence[str]) -> dict[str, Floats]:
        """Return the rows that are known, by text."""
        if not self._file.exists():
            return {}
        by_key = {_key(text): text for text in texts}
        keys = list(by_key)
        found: dict[str, Floats] = {}
        with self._open() as database:
            for start in range(0, len(keys), ASKED_AT_ONCE):
                some = keys[start : start + ASKED_AT_ONCE]
                gaps = ",".join("?" * len(some))
                query = f"SELECT key, row FROM pools WHERE key IN ({gaps})"  # noqa: S608 -- gaps only
                for key, row in database.execute(query, some):
                    found[by_key[key]] = np.frombuffer(row, dtype=np.float32)
        return found

    def keep(self, rows: Mapping[str, Floats]) -> None:
        """Add the rows of some texts."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._open() as database:
            database.executemany(
                "INSERT OR REPLACE INTO pools VALUES (?, ?)",
                [(_key(text), row.astype(np.float32).tobytes()) for text, row in rows.items()],
            )

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        database = sqlite3.connect(self._file, timeout=PATIENCE)
        try:
            with database:
                database.execute(
                    "CREATE TABLE IF NOT EXISTS pools (key BLOB PRIMARY KEY, row BLOB) WITHOUT ROWID"
                )
                yield database
        finally:
            database.close()


def _key(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=16).digest()
