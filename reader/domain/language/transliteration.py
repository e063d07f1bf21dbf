"""Know a name in the other script, in any case form: Zinoviev, Zinov'ev, Зиновьева.

A name's skeleton is its consonants in a script of their own. Vowels are what the systems of
transliteration, and the case endings, differ in most; doubled letters are written single.

    Trotsky, Trotskii, Троцкий, Троцкого  ->  TRCK
    Canterville, Кентервильского          ->  KNTR (as far as KEPT letters go)
"""

from __future__ import annotations

import re

from reader.domain.language.languages import Language

KEPT = 4  # letters of the skeleton that are compared
LEAST = 2  # a shorter skeleton says nothing

# Longest first; J is ж and soft g, C is ц, Q is ч, S stands for с, ш and щ alike.
ENGLISH = (
    ("shch", "S"), ("sch", "S"), ("tch", "Q"), ("tsk", "CK"), ("tz", "C"), ("ts", "C"), ("ch", "Q"),
    ("sh", "S"), ("zh", "J"), ("kh", "H"), ("ph", "F"), ("th", "T"), ("ck", "K"), ("qu", "KV"),
    ("ce", "S"), ("ci", "S"), ("cy", "S"), ("ge", "J"), ("gi", "J"), ("dg", "J"), ("wh", "V"),
    ("x", "KS"), ("w", "V"), ("q", "K"), ("c", "K"), ("z", "Z"), ("j", "J"), ("h", "H"),
)  # fmt: skip
RUSSIAN = (
    ("дж", "J"), ("тс", "C"), ("ж", "J"), ("ч", "Q"), ("ш", "S"), ("щ", "S"), ("ц", "C"),
    ("х", "H"), ("б", "B"), ("в", "V"), ("г", "G"), ("д", "D"), ("з", "Z"), ("к", "K"), ("л", "L"),
    ("м", "M"), ("н", "N"), ("п", "P"), ("р", "R"), ("с", "S"), ("т", "T"), ("ф", "F"),
)  # fmt: skip
PLAIN = set("bdfgklmnprstv")
# Endings that hold a consonant; the others vanish with the vowels.
ENDING_RU = re.compile(r"(?:[ыои]?го|[ое]му|[ыи]ми|[ыи]х|[ыиое]м|[аяе]м|[ая]ми|[ая]х|[ое]в(?=$))$")
LEAST_STEM = 4
NAME = {
    Language.ENGLISH: re.compile(r"(?<![\w’'])[A-Z][a-z]+(?:['’][a-z]+)?"),
    Language.RUSSIAN: re.compile(r"(?<!\w)[А-ЯЁ][а-яё]+"),
}


def skeleton(name: str, language: Language) -> str:
    """Return the consonants by which a name is known in either script; "" if they are too few."""
    word = name.casefold().replace("’", "'").removesuffix("'s").replace("'", "")
    if language is Language.RUSSIAN:
        word = word.replace("ё", "е")
        shorter = ENDING_RU.sub("", word)
        word = shorter if len(shorter) >= LEAST_STEM else word
    found = _consonants(word, ENGLISH if language is Language.ENGLISH else RUSSIAN)
    found = re.sub(r"(.)\1+", r"\1", found)[:KEPT]
    return found if len(found) >= LEAST else ""


def names(text: str, language: Language) -> list[str]:
    """Return the capitalised words of a text that may be names, the first word left out."""
    found = list(NAME[language].finditer(text))
    start = len(text) - len(text.lstrip(" «“\"'—–-("))
    return [match[0] for match in found if match.start() > start]


def same_name(english: str, russian: str) -> bool:
    """Say whether two words, one in either language, may be one name."""
    one = skeleton(english, Language.ENGLISH)
    return bool(one) and one == skeleton(russian, Language.RUSSIAN)


def _consonants(word: str, table: tuple[tuple[str, str], ...]) -> str:
    found, at = [], 0
    while at < len(word):
        for letters, code in table:
            if word.startswith(letters, at):
                found.append(code)
                at += len(letters)
                break
        else:
            if word[at] in PLAIN:
                found.append(word[at].upper())
            at += 1
    return "".join(found)
