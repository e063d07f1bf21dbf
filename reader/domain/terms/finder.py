"""Finds the terms and names of the lists in running text, in any case form.

Does not judge whether the form is right: see `checks`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reader.domain.language.languages import Language
from reader.domain.language.words import bases, parts, words
from reader.domain.terms.entries import Name, Term
from reader.domain.terms.patterns import Element, EntryKind, Letters, Pattern, core_of, patterns

__all__ = ["EntryKind", "Finder", "Occurrence"]

LONGEST_ENDING = 3
"""Small letters after an abbreviation that are its case ending: НЭПом, SRs."""

# With a capital these are adjectives of a nation, not the thing itself: Soviet Russia has no
# soviet in it. What is so called (the Moscow Soviet) has an entry of its own.
_ADJECTIVES = {"Soviet"}


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An entry found in a text from `start` to `end`. `forbidden`: in a wording not to be used."""

    start: int
    end: int
    entry_id: str
    kind: EntryKind
    forbidden: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    """A word, or a part of a compound: `first` and `last` say that the word begins or ends here."""

    start: int
    end: int
    text: str
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class _Found:
    at: int
    length: int
    end: int
    order: int
    pattern: Pattern


class Finder:
    """Knows every designation of the entries it was built of; does not change afterwards.

    It takes time in proportion to the length of the text, whatever the number of entries: only
    patterns whose first word is in the text are tried.
    """

    def __init__(self, terms: Iterable[Term] = (), names: Iterable[Name] = ()) -> None:
        entries: list[Term | Name] = [*terms, *names]
        self._indexes = {language: _Index(entries, language) for language in Language}

    def find(self, text: str, language: Language) -> list[Occurrence]:
        """Return the occurrences in `text`, in order and apart; the longer one wins.

        Case forms are not checked for agreement. A word with a capital in its designation is found
        with one only; an abbreviation letter by letter, with or without an ending.
        """
        tokens = _tokens(text)
        found = self._indexes[language].matches(text, tokens)
        found.sort(key=lambda match: (-match.length, match.at, match.order))
        taken: set[int] = set()
        kept: list[Occurrence] = []
        for match in found:
            places = range(match.at, match.at + match.length)
            if taken.isdisjoint(places):
                taken.update(places)
                owner = match.pattern
                start = tokens[match.at].start
                kept.append(
                    Occurrence(start, match.end, owner.entry_id, owner.kind, owner.forbidden)
                )
        return sorted(kept, key=lambda occurrence: occurrence.start)


class _Index:
    """The patterns of one language by what their first word is found by."""

    def __init__(self, entries: list[Term | Name], language: Language) -> None:
        self._by_base: dict[str, list[tuple[int, Pattern]]] = {}
        self._exact: dict[str, list[tuple[int, Pattern]]] = {}
        made = [pattern for entry in entries for pattern in patterns(entry, language)]
        for order, pattern in enumerate(made):
            first = pattern.elements[0]
            if first.letters is Letters.EXACT:
                self._exact.setdefault(first.text, []).append((order, pattern))
                continue
            for base in first.bases:
                self._by_base.setdefault(base, []).append((order, pattern))

    def matches(self, text: str, tokens: list[_Token]) -> list[_Found]:
        """Return every match of every pattern, overlapping ones too."""
        found: dict[tuple[int, int], _Found] = {}
        for at, token in enumerate(tokens):
            for order, pattern in self._candidates(token):
                end = _end(pattern, text, tokens, at)
                if end is None:
                    continue
                match = _Found(at, len(pattern.elements), end, order, pattern)
                best = found.setdefault((at, match.length), match)
                if order < best.order:
                    found[at, match.length] = match
        return list(found.values())

    def _candidates(self, token: _Token) -> Iterator[tuple[int, Pattern]]:
        for cut in range(LONGEST_ENDING + 1):
            if cut < len(token.text):
                yield from self._exact.get(token.text[: len(token.text) - cut], ())
        for base in bases(token.text):
            yield from self._by_base.get(base, ())


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    for word in words(text):
        pieces = parts(word)
        for at, part in enumerate(pieces):
            first, last = at == 0, at == len(pieces) - 1
            found.append(_Token(part.start, part.end, part.text, first, last))
    return found


def _end(pattern: Pattern, text: str, tokens: list[_Token], at: int) -> int | None:
    """Return where the pattern that begins at a token ends, or None if it is not there."""
    row = tokens[at : at + len(pattern.elements)]
    if len(row) < len(pattern.elements) or not _stands_alone(tokens, at, len(row)):
        return None
    if not all(_fits(element, token) for element, token in zip(pattern.elements, row, strict=True)):
        return None
    for element, before, token in zip(pattern.elements[1:], row, row[1:], strict=False):
        if core_of(text[before.end : token.start]) != element.core:
            return None
    if len(row) == 1 and pattern.elements[0].letters is Letters.ANY and row[0].text in _ADJECTIVES:
        return None
    return _with_tail(pattern.tail, text, row[-1].end)


def _fits(element: Element, token: _Token) -> bool:
    if element.letters is Letters.EXACT:
        ending = token.text.removeprefix(element.text)
        if ending == token.text or len(ending) > LONGEST_ENDING:
            return False
        # An initial has no ending; an abbreviation has one in small letters.
        return not ending or (len(element.text) > 1 and ending.islower())
    if element.letters is Letters.CAPITAL and not token.text[0].isupper():
        return False
    return not element.bases.isdisjoint(bases(token.text))


def _stands_alone(tokens: list[_Token], at: int, length: int) -> bool:
    """Return whether no combining form is before or after: военно-, рабоче-, 46-.

    Words set side by side with a hyphen are each found: рабочие-печатники, Bolshevik-led.
    """
    if not tokens[at].first and _is_combining(tokens[at - 1].text):
        return False
    last = tokens[at + length - 1]
    return last.last or not _is_combining(last.text)


def _is_combining(text: str) -> bool:
    return text[-1] in "ое" or text[0].isdigit()


def _with_tail(tail: str, text: str, end: int) -> int | None:
    if not tail:
        return end
    return end + len(tail) if text.startswith(tail, end) else None
