"""Folds the accidents of spelling: case, ё, diacritics, stress marks, soft hyphens.

Does not know words or their forms: see `words`.
"""

from __future__ import annotations

import re
import unicodedata

# Characters without width that editors leave inside words: soft hyphen, zero-width space and
# joiners, word joiner, byte-order mark.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
# Marks that are set over or under the letter before them (stress, breve, diaeresis, titlo).
MARKS = "\u0300-\u036f\u0483-\u0487"

_PLAIN = re.compile("[0-9a-zа-я]+")
_TOKEN_CHARACTER = re.compile("[0-9a-zа-я_]")
_INSIDE = str.maketrans("", "", "'’ʼ`ʹ′-\u2010\u2011")

LONGEST_TOKEN = 60
"""Characters of a folded word that are kept: a longer "word" is no word of a language."""


def fold(text: str) -> str:
    """Return `text` in lower case without diacritics, invisible characters and the ё/е difference.

    Й stays a letter of its own. Precomposed (NFC) and decomposed (NFD) spellings fold alike, as do
    ligatures and letters of another width (NFKD, Unicode Standard Annex 15).

    >>> fold("Ещё́"), fold("СЪЁЗД"), fold("Café"), fold("рево\u00adлюция"), fold("Йод")
    ('еще', 'съезд', 'cafe', 'революция', 'йод')
    """
    lowered = text.lower().replace("ё", "е")
    if _PLAIN.fullmatch(lowered):
        return lowered
    # Twice, because case folding may put together what decomposing took apart.
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    joined = apart.replace("и\u0306", "й")
    return "".join(
        letter for letter in joined if not unicodedata.combining(letter) and letter not in INVISIBLE
    )


def token(text: str) -> str:
    """Return the folded word as characters that every database keeps as one token.

    Digits, Latin and Russian letters and `_` stay; apostrophes and hyphens go; any other character
    becomes `_hex_`, so that different words have different tokens and a beginning of a word has a
    beginning of its token (but for a cut at `LONGEST_TOKEN` characters). Empty if nothing is left.

    >>> token("О’Брайен"), token("Øre"), token("Λόγος")
    ('обрайен', '_f8_re', '_3bb__3bf__3b3__3bf__3c3_')
    """
    folded = fold(text).translate(_INSIDE)[:LONGEST_TOKEN]
    if _PLAIN.fullmatch(folded):
        return folded
    return "".join(
        letter if _TOKEN_CHARACTER.fullmatch(letter) else f"_{ord(letter):x}_" for letter in folded
    )
