"""What a reader may have meant by a word: another keyboard layout, the other script.

Used for queries only, and only besides the word as it was typed.
"""

from __future__ import annotations

import re

from reader.domain.language.normal import fold, token
from reader.domain.language.words_russian import is_known

MOST_SPELLINGS = 6
"""Readings of one word that are tried."""

_ENGLISH_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_RUSSIAN_KEYS = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_TO_RUSSIAN_KEYS = str.maketrans(_ENGLISH_KEYS + '~{}:"<>', _RUSSIAN_KEYS + "ёхъжэбю")
_TO_ENGLISH_KEYS = str.maketrans(_RUSSIAN_KEYS, _ENGLISH_KEYS)

SHORTEST_MISTYPED = 4
"""Letters of a word that may have been typed in the wrong layout: shorter ones read by chance."""


def spellings(word: str) -> tuple[str, ...]:
    """Return other readings of a typed word, likeliest first; most words have none.

    A Latin word gives its Russian spelling by the usual transliterations (Library of Congress,
    BGN/PCGN, ISO 9 without marks, the French and German habits of older books are not tried), and
    the Russian word on the same keys if there is such a word; a Cyrillic one the reverse.

    >>> spellings("htdjk.wbz"), spellings("Zinov’ev")[0]
    (('революция',), 'зиновьев')
    >>> spellings("Троцкий")[:2], spellings("куекуфе")[0]
    (('trotskii', 'trotsky'), 'retreat')
    """
    folded = fold(word)
    if re.search("[а-я]", folded):
        readings = [*_english_layout(folded), *_to_latin(folded)]
    else:
        readings = [*_russian_layout(folded), *_to_cyrillic(folded)]
    return tuple(dict.fromkeys(readings))[:MOST_SPELLINGS]


def _russian_layout(typed: str) -> list[str]:
    read = fold(typed.translate(_TO_RUSSIAN_KEYS))
    long_enough = len(read) >= SHORTEST_MISTYPED
    return [read] if long_enough and re.fullmatch("[а-я]+", read) and is_known(read) else []


def _english_layout(typed: str) -> list[str]:
    """Read Cyrillic as typed on the English keys: only what is no Russian word itself."""
    if len(typed) < SHORTEST_MISTYPED or is_known(token(typed)):
        return []
    read = typed.translate(_TO_ENGLISH_KEYS).strip(";,.'[]`")
    pronounceable = re.search("[aeiouy]", read) and not re.search("[^aeiouy]{5}", read)
    return [read] if re.fullmatch("[a-z]+", read) and pronounceable else []


# Longest first: `shch` before `sh`. Each gives what it may stand for.
_LETTERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("stadt", ("штадт",)),
    ("shch", ("щ",)),
    ("sch", ("щ", "сч")),
    ("zh", ("ж",)),
    ("kh", ("х",)),
    ("ts", ("ц",)),
    ("tz", ("ц",)),
    ("ch", ("ч",)),
    ("sh", ("ш",)),
    ("yu", ("ю",)),
    ("iu", ("ю",)),
    ("ju", ("ю",)),
    ("ya", ("я",)),
    ("ia", ("я", "иа")),
    ("ja", ("я",)),
    ("yo", ("е",)),
    ("io", ("ио", "е")),
    ("ye", ("е",)),
    ("ie", ("ье", "ие")),
    ("ck", ("к",)),
    ("x", ("кс",)),
    ("lk", ("лк", "льк")),
    ("ln", ("лн", "льн")),
    ("ls", ("лс", "льс")),
    ("lt", ("лт", "льт")),
    ("rk", ("рк", "рьк")),
    ("'", ("ь",)),
    ("a", ("а",)),
    ("b", ("б",)),
    ("c", ("ц", "к")),
    ("d", ("д",)),
    ("e", ("е", "э")),
    ("f", ("ф",)),
    ("g", ("г",)),
    ("h", ("х", "г")),
    ("i", ("и",)),
    ("j", ("й", "дж")),
    ("k", ("к",)),
    ("l", ("л",)),
    ("m", ("м",)),
    ("n", ("н",)),
    ("o", ("о",)),
    ("p", ("п",)),
    ("q", ("к",)),
    ("r", ("р",)),
    ("s", ("с",)),
    ("t", ("т",)),
    ("u", ("у",)),
    ("v", ("в",)),
    ("w", ("в",)),
    ("y", ("ы", "й")),
    ("z", ("з",)),
)
_ENDS = (
    ("skii", ("ский",)),
    ("skij", ("ский",)),
    ("sky", ("ский",)),
    ("skiy", ("ский",)),
    ("ski", ("ский",)),
    ("tskii", ("цкий",)),
    ("tsky", ("цкий",)),
    ("tskij", ("цкий",)),
    ("tski", ("цкий",)),
    ("tzky", ("цкий",)),
    ("aya", ("ая",)),
    ("aia", ("ая",)),
    ("yi", ("ый",)),
    ("ii", ("ий",)),
    ("iy", ("ий",)),
    ("ij", ("ий",)),
    ("ei", ("ей",)),
    ("ey", ("ей",)),
    ("ai", ("ай", "аи")),
    ("ay", ("ай",)),
    ("oi", ("ой",)),
    ("oy", ("ой",)),
    ("y", ("ый", "ий", "ы", "и")),
    ("off", ("ов",)),
    ("eff", ("ев",)),
    ("iev", ("ьев", "иев")),
    ("ev", ("ев", "ьев")),
    ("eva", ("ева", "ьева")),
    ("ieva", ("ьева", "иева")),
    ("yev", ("ев", "ьев")),
)
_LATIN_WORD = re.compile("[a-z']+")
_MOST_READINGS = 24
"""Ways to write one Latin word in Cyrillic that are compared."""


def _to_cyrillic(typed: str) -> list[str]:
    """Write a transliterated Russian word in Russian letters; known words first."""
    latin = re.sub("[’ʼʹ`]", "'", typed)
    if len(latin) < SHORTEST_MISTYPED or not _LATIN_WORD.fullmatch(latin):
        return []
    readings: list[str] = []
    ends = [(latin[: -len(end)], puts) for end, puts in _ENDS if latin.endswith(end)]
    for stem, puts in sorted(ends, key=lambda item: len(item[0])):
        readings += [_soft(start) + put for start in _letters(stem) for put in puts]
    if not ends:
        readings = _letters(latin)
    once = [reading for reading in dict.fromkeys(readings) if reading]
    return sorted(once[:_MOST_READINGS], key=lambda reading: not is_known(reading))


def _soft(start: str) -> str:
    """Leave out a soft sign before an ending that has its own."""
    return start.removesuffix("ь")


def _letters(latin: str) -> list[str]:
    readings = [""]
    place = 0
    while place < len(latin):
        piece, puts = next(item for item in _LETTERS if latin.startswith(item[0], place))
        if piece == "e" and place > 0:
            puts = ("е",)
        readings = [start + put for start in readings for put in puts][:_MOST_READINGS]
        place += len(piece)
    return readings


_LATIN = dict(
    zip("абвгдезийклмнопрстуфыэ", "abvgdeziiklmnoprstufye", strict=True),
    ж="zh",
    х="kh",
    ц="ts",
    ч="ch",
    ш="sh",
    щ="shch",
    ю="iu",
    я="ia",
    ъ="",
    ь="",
)
_POPULAR = {**_LATIN, "ю": "yu", "я": "ya"}


def _to_latin(typed: str) -> list[str]:
    """Write a Russian word in Latin letters: Library of Congress without marks, and as in papers.

    Зиновьев -> zinovev, zinoviev, zinovyev; Троцкий -> trotskii, trotsky.
    """
    if len(typed) < SHORTEST_MISTYPED or not re.fullmatch("[а-я]+", typed):
        return []
    plain = "".join(_LATIN[letter] for letter in typed)
    popular = "".join(_POPULAR[letter] for letter in re.sub("[иы]й$", "ы", typed))
    softer = re.sub("ь(?=[еюя])", "и", typed)
    soft = "".join(_LATIN[letter] for letter in softer)
    return [plain, popular, soft]
