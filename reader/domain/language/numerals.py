"""The words and letters that stand for numbers and months, in both languages.

Does not find them in a text: see `numbers`.
"""

from __future__ import annotations

import re
from decimal import Decimal

from reader.domain.language.languages import Language

LEAST_WORD = 3
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
# Cyrillic letters that typists put for Roman ones.
LOOKALIKES = str.maketrans("ХІМСУ", "XIMCV")

UNITS_EN = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen"""
TENS_EN = "twenty thirty forty fifty sixty seventy eighty ninety"
ORDINALS_EN = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
    thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"""

# Russian cardinals by pattern, since each has its own cases.
FORMS_RU = (
    (1, r"од(?:ин|на|но|ного|ной|ному|ним|ном|ну)"),
    (2, r"дв(?:а|е|ух|ум|умя)"),
    (3, r"тр(?:и|ёх|ех|ём|ем|емя)"),
    (4, r"четыр(?:е|ёх|ех|ём|ем|ьмя)"),
    (5, r"пят(?:ь|и|ью)"),
    (6, r"шест(?:ь|и|ью)"),
    (7, r"сем(?:ь|и|ью)"),
    (8, r"восем(?:ь|ью)|восьми"),
    (9, r"девят(?:ь|и|ью)"),
    (10, r"десят(?:ь|и|ью)"),
    (11, r"одиннадцат(?:ь|и|ью)"),
    (12, r"двенадцат(?:ь|и|ью)"),
    (13, r"тринадцат(?:ь|и|ью)"),
    (14, r"четырнадцат(?:ь|и|ью)"),
    (15, r"пятнадцат(?:ь|и|ью)"),
    (16, r"шестнадцат(?:ь|и|ью)"),
    (17, r"семнадцат(?:ь|и|ью)"),
    (18, r"восемнадцат(?:ь|и|ью)"),
    (19, r"девятнадцат(?:ь|и|ью)"),
    (20, r"двадцат(?:ь|и|ью)"),
    (30, r"тридцат(?:ь|и|ью)"),
    (40, r"сорока?"),
    (50, r"пят(?:ьдесят|идесяти|ьюдесятью)"),
    (60, r"шест(?:ьдесят|идесяти|ьюдесятью)"),
    (70, r"сем(?:ьдесят|идесяти|ьюдесятью)"),
    (80, r"восем(?:ьдесят|ьюдесятью)|восьмидесяти"),
    (90, r"девяност[оа]"),
    (100, r"ст[оа]"),
    (200, r"дв(?:ести|ухсот|умстам|умястами|ухстах)"),
    (300, r"тр(?:иста|[ёе]хсот|[ёе]мстам|емястами|[ёе]хстах)"),
    (400, r"четыр(?:еста|[ёе]хсот|[ёе]мстам|ьмястами|[ёе]хстах)"),
    (500, r"пят(?:ьсот|исот|истам|ьюстами|истах)"),
    (600, r"шест(?:ьсот|исот|истам|ьюстами|истах)"),
    (700, r"сем(?:ьсот|исот|истам|ьюстами|истах)"),
    (800, r"восем(?:ьсот|ьюстами)|восьми(?:сот|стам|стах)"),
    (900, r"девят(?:ьсот|исот|истам|ьюстами|истах)"),
    (1_000, r"тысяч(?:а|и|е|у|ей|ью|ам|ами|ах)?"),
    (1_000_000, r"миллион(?:а|у|ом|е|ы|ов|ам|ами|ах)?"),
    (1_000_000_000, r"миллиард(?:а|у|ом|е|ы|ов|ам|ами|ах)?"),
)
ORDINALS_RU = (
    "перв", "втор", "трет", "четв[её]рт", "пят", "шест", "седьм", "восьм", "девят", "десят",
    "одиннадцат", "двенадцат", "тринадцат", "четырнадцат", "пятнадцат", "шестнадцат",
    "семнадцат", "восемнадцат", "девятнадцат", "двадцат",
)  # fmt: skip
ENDING_RU = r"(?:ый|ий|ой|ая|ья|ое|ье|ые|ьи|ого|его|ьего|ому|ему|ым|им|ом|ем|ую|ью|ых|их|ыми)"

MONTHS = (
    ("january", "jan", "январ[ьяюеё]м?"),
    ("february", "feb", "феврал[ьяюе]м?"),
    ("march", "mar", "март[ауе]?(?:ом)?"),
    ("april", "apr", "апрел[ьяюе]м?"),
    ("may", "may", "ма[йяюе]м?"),
    ("june", "jun", "июн[ьяюе]м?"),
    ("july", "jul", "июл[ьяюе]м?"),
    ("august", "aug", "август[ауе]?(?:ом)?"),
    ("september", "sept?", "сентябр[ьяюеё]м?"),
    ("october", "oct", "октябр[ьяюеё]м?"),
    ("november", "nov", "ноябр[ьяюеё]м?"),
    ("december", "dec", "декабр[ьяюеё]м?"),
)
_MONTH_EN = "|".join(f"{full}|{short}\\.?" for full, short, _ in MONTHS)
_MONTH_RU = "|".join(russian for _, _, russian in MONTHS)
_GAP = r"[ \u00a0\u202f]+"
DATES = {
    Language.ENGLISH: (
        re.compile(
            rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_GAP}(?:of{_GAP})?(?P<month>{_MONTH_EN})\b"
            rf"(?:,?{_GAP}(?P<year>\d{{4}}))?",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\b(?P<month>{_MONTH_EN}){_GAP}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)"
            rf"(?:,?{_GAP}(?P<year>\d{{4}}))?",
            re.IGNORECASE,
        ),
        re.compile(r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b"),
    ),
    Language.RUSSIAN: (
        re.compile(
            rf"\b(?P<day>\d{{1,2}})(?:-го)?{_GAP}(?P<month>{_MONTH_RU})\b"
            rf"(?:{_GAP}(?P<year>\d{{4}}))?",
            re.IGNORECASE,
        ),
        re.compile(r"\b(?P<day>\d\d?)\.(?P<month>\d\d)\.(?P<year>\d{4})\b"),
        re.compile(r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b"),
    ),
}


def _english() -> dict[str, int]:
    words = {word: value for value, word in enumerate(UNITS_EN.split())}
    words |= {word: value * 10 for value, word in enumerate(TENS_EN.split(), 2)}
    return words | {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 10**9}


WORDS_EN = _english()
WORDS_RU = tuple((value, re.compile(pattern, re.IGNORECASE)) for value, pattern in FORMS_RU)
_ANY_EN = "|".join(sorted(WORDS_EN, key=len, reverse=True))
_ANY_RU = "|".join(f"(?:{pattern})" for _, pattern in FORMS_RU)
RUNS = {
    Language.ENGLISH: re.compile(
        rf"\b(?:{_ANY_EN})(?:(?:[ -]|{_GAP}and{_GAP})(?:{_ANY_EN})\b)*\b", re.IGNORECASE
    ),
    Language.RUSSIAN: re.compile(rf"\b(?:{_ANY_RU})(?:{_GAP}(?:{_ANY_RU})\b)*\b", re.IGNORECASE),
}


def cardinal(words: str, language: Language) -> int:
    """Return the value of a run of number words, as `RUNS` finds them."""
    total = group = 0
    for word in re.findall(r"[^\W\d_]+", words):
        value = _value(word, language)
        if value == 100 and group:
            group *= value
        elif value >= 1_000:
            total += max(group, 1) * value
            group = 0
        else:
            group += value
    return total + group


def _value(word: str, language: Language) -> int:
    if language is Language.ENGLISH:
        return WORDS_EN.get(word.casefold(), 0)
    return next((value for value, pattern in WORDS_RU if pattern.fullmatch(word)), 0)


def ordinal(word: str, language: Language) -> int | None:
    """Return the value of an ordinal word (twentieth, «двадцатого»), or None."""
    folded = word.casefold()
    if language is Language.ENGLISH:
        known = ORDINALS_EN.split()
        tens = [tens.removesuffix("y") + "ieth" for tens in TENS_EN.split()]
        if folded in known:
            return known.index(folded) + 1
        if folded in tens:
            return (tens.index(folded) + 2) * 10
        first, _, rest = folded.partition("-")
        if first in TENS_EN.split() and rest in known[:9]:
            return WORDS_EN[first] + known.index(rest) + 1
        return None
    for value, stem in enumerate(ORDINALS_RU, 1):
        if re.fullmatch(stem + ENDING_RU, folded):
            return value
    return None


def roman(letters: str) -> int | None:
    """Return the value of a Roman numeral, Cyrillic look-alikes allowed; None if it is none."""
    total = last = 0
    for letter in reversed(letters.upper().translate(LOOKALIKES)):
        value = ROMAN.get(letter, 0)
        if not value:
            return None
        total += value if value >= last else -value
        last = max(last, value)
    return total or None


def month(name: str) -> int | None:
    """Return a month's number by its name, its short form, its number or its Russian case."""
    if name.isdigit():
        return int(name) if 1 <= int(name) <= 12 else None
    for number, forms in enumerate(MONTHS, 1):
        if any(re.fullmatch(form, name.rstrip("."), re.IGNORECASE) for form in forms):
            return number
    return None


def scale(word: str) -> Decimal:
    """Return what «тыс.», "million", «млрд» multiply by."""
    folded = word.casefold()
    for stems, value in (
        (("thousand", "тыс"), 1_000),
        (("million", "миллион", "млн"), 10**6),
        (("billion", "bn", "миллиард", "млрд"), 10**9),
        (("trillion", "триллион", "трлн"), 10**12),
        (("m",), 10**6),
    ):
        if folded.startswith(stems):
            return Decimal(value)
    return Decimal(1)
