"""Public ids of passages: short, and the same again when a site is rebuilt from its files."""

from __future__ import annotations

import hashlib
from collections.abc import Container

# Lower-case letters and digits without i, l, o and u, which are misread or make words.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 7


def public_id(slug: str, source: str, target: str, taken: Container[str]) -> str:
    """Return an id for a new passage: 7 characters, none of `taken`.

    It is derived from the document and both texts, so that links survive the loss of the database as
    long as the text is the same; the n-th passage with equal texts gets the n-th id.
    """
    for count in range(1 << 20):
        seed = "\0".join((slug, source, target, str(count)))
        number = int.from_bytes(hashlib.blake2b(seed.encode(), digest_size=8).digest())
        found = "".join(ALPHABET[(number >> 5 * place) & 31] for place in range(LENGTH))
        if found not in taken:
            return found
    raise AssertionError("a million passages with the same text")
