"""The rules by which a point ends a sentence or does not; each says why.

A rule returns True (a sentence ends here), False (it goes on) or None (not for this rule to say).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from reader.domain.language.languages import Language

OPENERS = "«“„‘\"'([*_~—–- \u00a0\n\t"
BEFORE, NUMBER, END = "before", "number", "end"
ROMAN = re.compile(r"[IVXLCDMХІ]+(?![^\W\d_])")
WORD_BEFORE = re.compile(r"(?:[^\W\d_]+(?:-[^\W\d_]+)?|[№§])$")
# «т. е.», "e. g.": the parts before the last one, with or without spaces between.
PARTS_BEFORE = re.compile(r"((?:[^\W\d_]{1,3}\.[ \u00a0\u202f]?){1,3}[^\W\d_]{1,4})$")
ENUMERATOR = re.compile(r"[(\[«*_ ]*(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[A-Za-zА-Яа-яЁё])\\?$")
LISTED = re.compile(r"[:;] (?:\d{1,2}|[IVXLC]{1,6})$")
REFERENCE = re.compile(
    r"(?:[СФДЛТЧ]|Оп|Кн|Вып|Стб)\.[ \u00a0]?\d|№|\d{4}\. (?:№|С\.)|(?:М|Л|СПб|Пг|К)\.[:,;]"
)
INITIALS = re.compile(r"[A-ZА-ЯЁ]\.[ \u00a0]?(?:[A-ZА-ЯЁ]\.[ \u00a0]?)*[A-ZА-ЯЁ]$")
SURNAME_INITIALS = re.compile(
    r"[A-ZА-ЯЁ][a-zа-яё]+,?[ \u00a0][A-ZА-ЯЁ](?:\.[ \u00a0]?[A-ZА-ЯЁ]){0,2}$"
)
YEAR_WORDS = frozenset({"г", "гг", "в", "вв"})
DATED = re.compile(r"(?:\d[\d–—-]*|[IVXLХ]+(?:[–—-][IVXLХ]+)?)(?:-[а-я]{1,2})?[ \u00a0\u202f]*\w+$")
SEASONS = frozenset({"весной", "летом", "осенью", "зимой"})
FEW_WORDS = 6  # with fewer before it, «В 1921 г.» is the sentence's beginning, not all of it
LONGEST_ASIDE = 400  # characters of an unclosed bracket that still holds a sentence together

# Words that begin sentences far oftener than they are names.
STARTERS = {
    Language.ENGLISH: frozenset(
        re.findall(
            r"\w+",
            """the a an he she it they we you this that these those there here in on at by for from of
            to with but and or so yet when while if as after before since during although though
            because his her its their our my your what who which where why how not no one some many
            most all both each every another other such nobody nothing everyone however moreover
            then thus now once only even i""",
        )
    ),
    Language.RUSSIAN: frozenset(
        re.findall(
            r"\w+",
            """он она оно они мы вы я ты это этот эта эти тот та те то такой такая такие там тут здесь
            в во на но и а или по из к ко с со у о об от до для при после перед за под над между без
            через как когда если так что чтобы хотя однако поэтому потом затем тогда теперь уже ещё
            еще его её ее их наш мой все всё весь вся один одна одни другие другой многие некоторые
            каждый никто ничто ни не лишь только даже именно кто где куда откуда почему зачем
            который""",
        )
    ),
}


@dataclass(frozen=True, slots=True)
class Stop:
    """A place where a sentence may end.

    The sentence began at `start`; its mark stands at `at`, closing characters are its `tail`, and
    what follows begins at `after`.
    """

    text: str
    start: int
    at: int
    mark: str
    tail: str
    after: int

    @property
    def before(self) -> str:
        """The sentence so far, without its mark."""
        return self.text[self.start : self.at]

    @property
    def word(self) -> str:
        """The word before the mark; "" after a figure or a bracket."""
        found = WORD_BEFORE.search(self.before)
        return found[0] if found else ""

    @property
    def following(self) -> str:
        """What follows, without quotation marks, brackets, dashes and emphasis."""
        return self.text[self.after :].lstrip(OPENERS)

    @property
    def next_word(self) -> str:
        """The next word."""
        found = re.match(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*", self.following)
        return found[0] if found else ""

    @property
    def next_is_initial(self) -> bool:
        """Whether a single capital with a point follows: «В. И.», which is not the word «В»."""
        return re.match(r"[A-ZА-ЯЁ]\.", self.following) is not None


def ends(stop: Stop, language: Language) -> bool:
    """Say whether a sentence ends at this place."""
    for rule in RULES:
        answer = rule(stop, language)
        if answer is not None:
            return answer
    return True


@lru_cache
def abbreviations(language: Language) -> dict[str, str]:
    """Return the class of each abbreviation, by its folded form without the last point."""
    found = {}
    file = files("reader.domain.language").joinpath("sentences_abbreviations.tsv")
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("# "):
            tongue, word, kind, _reason = line.split("\t")
            if tongue == language:
                found[word.casefold()] = kind
    return found


def _nothing_follows(stop: Stop, language: Language) -> bool | None:
    """Where only marks follow there is no second sentence: «Хлеба! …»."""
    del language
    return None if re.search(r"\w", stop.following) else False


def _doubted_word(stop: Stop, language: Language) -> bool | None:
    """(!) and (?) are remarks about a word; [sic!] likewise."""
    del language
    opened = stop.before.rstrip()[-5:]
    remark = stop.tail[:1] in {")", "]"} and opened.endswith(("(", "[", "[sic"))
    return False if remark else None


def _small_letter(stop: Stop, language: Language) -> bool | None:
    """A small letter goes on with the sentence: «— Где? — спросил он», "i.e. bread"."""
    del language
    return False if stop.following[:1].islower() else None


def _aside(stop: Stop, language: Language) -> bool | None:
    """Inside round brackets that opened within the sentence, the sentence goes on around them."""
    del language
    sofar = stop.before + stop.mark + stop.tail
    opened = sofar.rfind("(")
    if sofar.count("(") <= sofar.count(")") or not sofar[:opened].strip(OPENERS):
        return None
    rest = stop.text[stop.after : stop.after + LONGEST_ASIDE]
    return False if ")" in rest.split("(")[0] else None


def _clear_mark(stop: Stop, language: Language) -> bool | None:
    """A question or exclamation mark or an ellipsis before a capital ends; only points are doubtful."""
    del language
    return True if stop.mark != "." else None


def _enumerator(stop: Stop, language: Language) -> bool | None:
    """«1. Хлеб», "II. The war", «а. Мука»: the number of an item is not a sentence."""
    del language
    listed = ENUMERATOR.fullmatch(stop.before) or LISTED.search(stop.before)
    return False if not stop.tail.strip("*_") and listed else None


def _reference(stop: Stop, language: Language) -> bool | None:
    """«ГАРФ. Ф. 5451. Оп. 42», «М., 1990. С. 5»: the fields of a reference are no sentences."""
    is_field = language is Language.RUSSIAN and REFERENCE.match(stop.following)
    return False if is_field and not stop.tail else None


def _closed(stop: Stop, language: Language) -> bool | None:
    """Behind a closing quotation mark or bracket the point is a real one, unless it abbreviates."""
    if any(mark in stop.tail for mark in '»”"') and not _class(stop, language):
        return True
    return None


def _initials(stop: Stop, language: Language) -> bool | None:
    """«В. И. Ленин», "J. R. R. Tolkien", «Ленин В. И.»: initials belong to a name."""
    word = stop.word
    if len(word) != 1 or not word.isupper():
        return None
    starter = stop.next_word.casefold() in STARTERS[language] and not stop.next_is_initial
    if starter and (SURNAME_INITIALS.search(stop.before) or len(stop.next_word) > 1):
        return True
    if language is Language.ENGLISH and word == "I" and not INITIALS.search(stop.before):
        # "than I. Then": the pronoun.
        return not re.match(r"[A-Z][a-z]+", stop.following) or len(stop.before.split()) > 1
    return False


def _abbreviation(stop: Stop, language: Language) -> bool | None:
    """An abbreviation ends a sentence only if its class lets it."""
    kind = _class(stop, language)
    if kind is None:
        return None
    if kind == BEFORE:
        return False
    numeral = stop.following[:1].isdigit() or (
        ROMAN.match(stop.following) is not None and len(stop.next_word) > 1
    )
    if kind == NUMBER:
        return None if language is Language.ENGLISH and not numeral else False
    if numeral:
        return False
    return _may_end(stop, language)


def _may_end(stop: Stop, language: Language) -> bool:
    """Judge an abbreviation that may be last, before a capital."""
    word = stop.word.casefold()
    starter = stop.next_word.casefold() in STARTERS[language] and not stop.next_is_initial
    if language is Language.RUSSIAN and word in YEAR_WORDS:
        if not DATED.search(stop.before):
            return False  # «г. Москва», «гг. Милюков и Гучков»
        if starter:
            return True
        first = stop.before.split(maxsplit=1)[0].strip(OPENERS).casefold()
        adverbial = first in STARTERS[language] | SEASONS and len(stop.before.split()) < FEW_WORDS
        return not adverbial
    if language is Language.ENGLISH:
        return starter or word in {"etc", "ibid"}
    return True


def _class(stop: Stop, language: Language) -> str | None:
    known = abbreviations(language)
    if parts := PARTS_BEFORE.search(stop.before):
        joined = re.sub(r"[ \u00a0\u202f]", "", parts[1]).casefold()
        while "." in joined:
            if joined in known:
                return known[joined]
            joined = joined.split(".", 1)[1]
    word = stop.word.casefold()
    kind = known.get(word)
    if language is Language.RUSSIAN and kind == END and word not in YEAR_WORDS and len(word) <= 2:
        # «5 м.», «3 т.» after a number only; else «т.» is a volume or a comrade.
        measured = re.search(r"\d[ \u00a0\u202f]*\w+$", stop.before)
        return kind if measured or word in {"др", "пр"} else BEFORE
    if language is Language.ENGLISH and word in {"no", "art", "sec", "may"} and kind == NUMBER:
        return kind if stop.following[:1].isdigit() else None
    return kind


RULES: tuple[Callable[[Stop, Language], bool | None], ...] = (
    _nothing_follows,
    _doubted_word,
    _small_letter,
    _aside,
    _clear_mark,
    _enumerator,
    _reference,
    _closed,
    _abbreviation,
    _initials,
)
