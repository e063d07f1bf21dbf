"""The order of words in an index, in both alphabets."""

from __future__ import annotations

import unicodedata

# Russian indexes put ё with е (ГОСТ 7.78); only between otherwise equal words does it come second.
YO = str.maketrans({"ё": "е", "Ё": "Е"})


def sort_key(text: str) -> tuple[str, str]:
    """Return what to sort by: letters and digits only, case folded, accents and ё second.

    >>> sorted(["нэп", "ёлка", "Ель", "«Правда»"], key=sort_key)
    ['ёлка', 'Ель', 'нэп', '«Правда»']
    """
    folded = unicodedata.normalize("NFC", text).casefold()
    plain = unicodedata.normalize("NFD", folded.translate(YO).replace("й", "\ue000"))
    kept = "".join(c for c in plain if c.isalnum() or c in " \ue000")
    return kept.replace("\ue000", "и\uffff").strip(), folded
