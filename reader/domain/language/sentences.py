"""Cut one block's inline Markdown into sentences that tile it: no character is lost.

Does not find blocks: see `documents.blocks`.

    "Хлеба нет.[^1] Ждут."  ->  [(0, 15), (15, 20)]
"""

from __future__ import annotations

import re

from reader.domain.language.languages import Language

STOP = re.compile(
    r"(?P<mark>[.!?…]+)"
    r"(?P<tail>(?:[»”’\"')\]*_]|\[\^[^\]\s]+\])*)"
    r"(?P<space>\s+)"
)
OPENERS = "«“„‘\"'([*_—–- "
WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*$")
SHORT = {
    Language.ENGLISH: frozenset(
        [
            "mr",
            "mrs",
            "ms",
            "dr",
            "prof",
            "st",
            "rev",
            "gen",
            "col",
            "capt",
            "lt",
            "maj",
            "sgt",
            "gov",
            "sen",
            "rep",
            "hon",
            "jr",
            "sr",
            "vs",
            "etc",
            "e.g",
            "i.e",
            "cf",
            "p",
            "pp",
            "vol",
            "vols",
            "no",
            "nos",
            "ed",
            "eds",
            "trans",
            "ch",
            "chap",
            "sec",
            "fig",
            "figs",
            "ff",
            "al",
            "ca",
            "c",
            "viz",
            "approx",
            "dept",
            "est",
            "inc",
            "ltd",
            "co",
            "bros",
            "jan",
            "feb",
            "mar",
            "apr",
            "jun",
            "jul",
            "aug",
            "sept",
            "sep",
            "oct",
            "nov",
            "dec",
            "mt",
            "ft",
        ]
    ),
    Language.RUSSIAN: frozenset(
        [
            "г",
            "гг",
            "в",
            "вв",
            "тов",
            "т",
            "стр",
            "с",
            "см",
            "ср",
            "напр",
            "др",
            "пр",
            "проч",
            "им",
            "ул",
            "д",
            "кв",
            "руб",
            "коп",
            "тыс",
            "млн",
            "млрд",
            "акад",
            "проф",
            "доц",
            "ред",
            "сост",
            "изд",
            "вып",
            "гл",
            "рис",
            "табл",
            "прим",
            "п",
            "пп",
            "ст",
            "ч",
            "кн",
            "б",
            "бр",
            "гр",
            "о",
            "св",
            "чел",
            "экз",
            "л",
            "лл",
            "оп",
            "ф",
            "обл",
            "р",
            "н",
            "э",
            "т.е",
            "т.к",
            "т.д",
            "т.п",
            "т.н",
            "н.э",
        ]
    ),
}
MAY_END = frozenset(
    ["г", "гг", "др", "пр", "проч", "т.д", "т.п", "etc", "jr", "sr", "co", "inc", "ltd"]
)


def split(text: str, language: Language) -> list[tuple[int, int]]:
    """Return the spans of the sentences of `text`, one block's inline Markdown.

    The spans tile the text: the first starts at 0, each starts where the last ended, the last ends
    at len(text); white space behind a sentence belongs to it. The empty text has none.
    """
    if not text:
        return []
    starts = [0]
    for stop in STOP.finditer(text):
        if stop.end() < len(text) and _ends(text, stop, language):
            starts.append(stop.end())
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def _ends(text: str, stop: re.Match[str], language: Language) -> bool:
    following = text[stop.end() :].lstrip(OPENERS)[:1]
    if following and following.islower():
        return False
    if stop["mark"] != ".":
        return True
    before = WORD.search(text[: stop.start()])
    if not before:
        return True
    word = before[0].casefold()
    if len(before[0]) == 1 and before[0].isupper():
        return False
    return word not in SHORT[language] or (word in MAY_END and following.isupper())
