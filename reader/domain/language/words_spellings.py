"""What a reader may have meant by a word: another keyboard layout, another transliteration."""

from __future__ import annotations


def spellings(word: str) -> tuple[str, ...]:
    """Return other readings of a typed word; most words have none."""
    return ()
