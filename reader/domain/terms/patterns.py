"""How each designation of an entry may stand in a text: a row of elements, one a word.

Does not look at texts: see `finder`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from reader.domain.language.languages import Language
from reader.domain.language.normal import token
from reader.domain.language.words import Word, bases, parts, words
from reader.domain.language.words_russian import STEM
from reader.domain.terms.entries import Name, NameKind, Term


class Letters(StrEnum):
    """How a word of a designation is written, and so how it must be written to be found."""

    ANY = "any"
    """In small letters: any writing is good, as at the beginning of a sentence or in a title."""
    CAPITAL = "capital"
    """With a capital: a word in small letters is another word, as правда and «Правда» are."""
    EXACT = "exact"
    """An abbreviation or an initial: these very letters, and after them an ending at most."""


class EntryKind(StrEnum):
    """Which list an entry belongs to."""

    TERM = "term"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Element:
    """One word of a designation: what it is found by, and what may stand before it.

    `core` is the punctuation between it and the word before, without what `core_of` leaves out.
    """

    text: str
    bases: frozenset[str]
    letters: Letters
    core: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A designation as elements, and whose it is; `tail` is a bracket that closes it."""

    elements: tuple[Element, ...]
    entry_id: str
    kind: EntryKind
    forbidden: bool = False
    tail: str = ""


# Spaces, quotation marks, hyphens and Markdown's emphasis do not part the words of a designation.
_NO_CORE = re.compile(r"[\s«»“”„‘\"'’*_\u2010\u2011\u00ad-]+")
_INITIAL = re.compile(r"[^\W\d_]")
_TAIL = re.compile(r"[)\].]")


def core_of(gap: str) -> str:
    """Return what truly parts two words: the gap without spaces, quotation marks and hyphens.

    >>> core_of(" «"), core_of(". "), core_of("\u00a0(")
    ('', '.', '(')
    """
    return _NO_CORE.sub("", gap)


def patterns(entry: Term | Name, language: Language) -> list[Pattern]:
    """Return the patterns of an entry in one language, preferred designation first."""
    kind = EntryKind.TERM if isinstance(entry, Term) else EntryKind.NAME
    found: list[Pattern] = []
    for designation, forbidden in _designations(entry, language):
        pattern = _pattern(designation, Pattern((), entry.id, kind, forbidden), language)
        if pattern.elements:
            found += [pattern, *_without_hyphens(designation, pattern, language)]
    if isinstance(entry, Name) and entry.kind is NameKind.PERSON:
        rows = [pattern.elements for pattern in found]
        for row in _person_rows(rows, language):
            ends_in_initial = row[-1].letters is Letters.EXACT
            found.append(Pattern(row, entry.id, kind, tail="." if ends_in_initial else ""))
    return list(dict.fromkeys(found))


def _designations(entry: Term | Name, language: Language) -> Iterator[tuple[str, bool]]:
    english = language is Language.ENGLISH
    yield entry.en if english else entry.ru, False
    for variant in entry.en_variants if english else entry.ru_variants:
        yield variant, False
    if isinstance(entry, Term):
        for variant in entry.en_forbidden if english else entry.ru_forbidden:
            yield variant, True


def _pattern(designation: str, blank: Pattern, language: Language) -> Pattern:
    row = [part for word in words(designation) for part in parts(word)]
    elements = tuple(
        _element(part, designation[(row[at - 1].end if at else part.start) : part.start], language)
        for at, part in enumerate(row)
    )
    rest = core_of(designation[row[-1].end :]) if row else ""
    return replace(blank, elements=elements, tail=rest if _TAIL.fullmatch(rest) else "")


def _element(part: Word, gap: str, language: Language) -> Element:
    every = bases(part.text)
    own = token(part.text)
    # The first form of a word is itself the key of all others; its other readings are other words.
    # A word out of no dictionary keeps its stem, because guesses at its forms may differ.
    only = [key for key in every if key == own or key.startswith(STEM)] if own in every else every
    return Element(part.text, frozenset(only), _letters(part.text, language), core_of(gap))


def _letters(text: str, language: Language) -> Letters:
    capitals = sum(letter.isupper() for letter in text)
    if (capitals == 1 and _INITIAL.fullmatch(text)) or capitals >= 2:
        return Letters.EXACT
    if capitals == 1 and len(text) == 2 and language is Language.ENGLISH:
        return Letters.EXACT  # the initials Iu. and Kh.
    return Letters.CAPITAL if capitals and text[0].isupper() else Letters.ANY


def _without_hyphens(designation: str, pattern: Pattern, language: Language) -> list[Pattern]:
    """Return the pattern of an English compound written as one word: cooperative."""
    joined = re.sub("(?<=[a-z])[-\u2010\u2011](?=[a-z])", "", designation)
    if language is Language.RUSSIAN or joined == designation:
        return []
    return [_pattern(joined, pattern, language)]


def _person_rows(
    rows: Sequence[tuple[Element, ...]], language: Language
) -> Iterator[tuple[Element, ...]]:
    """Yield the ways to name a person of whom the first name and surname are known.

    Владимир Ильич Ленин; Ленин Владимир Ильич; В. И. Ленин; Ленин В. И.; В. Ленин; Владимир Ленин.
    The surname alone is only what the list itself has as a variant: Дан is a word, too.
    """
    counts = Counter(element.text for row in rows for element in row if _is_name(element))
    full = max(
        (row for row in rows if len(row) > 1 and all(_is_name(element) for element in row)),
        key=len,
        default=(),
    )
    if not 2 <= len(full) <= 3:
        return
    order = full if language is Language.RUSSIAN else full[::-1]
    surname = replace(max(order, key=lambda element: counts[element.text]), core="")
    given = [replace(element, core="") for element in full if element.text != surname.text]
    initials = [
        Element(element.text[0], frozenset(), Letters.EXACT, "" if at == 0 else ".")
        for at, element in enumerate(given)
    ]
    after = replace(surname, core=".")
    for count in range(1, len(given) + 1):
        yield (*given[:count], surname)
        yield (surname, *given[:count])
        yield (*initials[:count], after)
        yield (surname, *initials[:count])


def _is_name(element: Element) -> bool:
    return element.letters is Letters.CAPITAL
