"""A search as a reader types it, understood: words, phrases, exclusions, prefixes, sides.

Does not search: see `compilers` for the databases and `matching` for plain text.

    retreat                 any form of the word, on either side
    "рабочая оппозиция"     the words next to each other, in any form; also «…», “…”, „…“
    -отступление            passages that have it are left out; also -"…"
    рево*                   words that begin so
    en:retreat  ru:-нэп     only on that side
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.domain.language.languages import Language
from reader.domain.language.normal import token
from reader.domain.language.words import Word, joined_keys, keys, parts, words
from reader.domain.language.words_spellings import spellings

LONGEST_QUERY = 200
"""Characters of a query that are read."""

MOST_TERMS = 12
"""Terms of a query that are searched for."""

SHORTEST_PREFIX = 2
"""Letters before a `*`; with fewer the star is not meant."""

_CLOSING = {'"': '"', "«": "»", "“": "”", "„": '“”"'}
_CHUNK = re.compile(
    r"(?P<before>-?)(?:(?P<side>en|ru):)?(?P<after>-?)"
    r"(?:(?P<open>[\"«“„])|(?P<word>[^\s\"«»“”„]+))",
    re.IGNORECASE,
)
_BARE_SIDE = re.compile("-?(?:en|ru):-?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a term: for each word in a row the keys that are good for it.

    Or, if `prefix` is not empty, the beginning of a folded word.
    """

    positions: tuple[tuple[str, ...], ...] = ()
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A word, phrase or prefix. It is there if any of its `readings` is.

    `side` is the language in whose text it must be; None: either. `excluded` terms must not be
    there. `text` is what was typed, without its marks.
    """

    text: str
    readings: tuple[Reading, ...]
    side: Language | None = None
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What to search for: all `wanted` terms, none of the `unwanted`.

    `shortened` says that the query was longer than what is read of it.
    """

    text: str
    terms: tuple[Term, ...] = ()
    shortened: bool = False

    @property
    def wanted(self) -> tuple[Term, ...]:
        """The terms that must all be there."""
        return tuple(term for term in self.terms if not term.excluded)

    @property
    def unwanted(self) -> tuple[Term, ...]:
        """The terms of which none may be there."""
        return tuple(term for term in self.terms if term.excluded)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to search for: exclusions alone find nothing."""
        return not self.wanted


def parse(text: str) -> Query:
    """Understand a search; anything at all can be typed, and nothing is an error.

    >>> [(term.text, term.side, term.excluded) for term in parse('en:retreat -«новый курс»').terms]
    [('retreat', <Language.ENGLISH: 'en'>, False), ('новый курс', None, True)]
    """
    typed = " ".join(text[: LONGEST_QUERY + 1].split())
    read = typed[:LONGEST_QUERY]
    terms: dict[Term, None] = {}
    place = 0
    while match := _CHUNK.search(read, place):
        content, place = _content(match, read)
        term = _term(match, content)
        if term.readings:
            terms[term] = None
    shortened = len(text.strip()) > LONGEST_QUERY or len(terms) > MOST_TERMS
    return Query(text=read, terms=tuple(terms)[:MOST_TERMS], shortened=shortened)


def _content(match: re.Match[str], read: str) -> tuple[str, int]:
    """Return the words of a chunk and where the next chunk may begin."""
    if match["word"]:
        # A side without a word is the beginning of a query still being typed.
        return "" if _BARE_SIDE.fullmatch(match.group()) else match["word"], match.end()
    ends = [read.find(mark, match.end()) for mark in _CLOSING[match["open"]]]
    end = min((place for place in ends if place >= 0), default=len(read))
    return read[match.end() : end], end + 1


def _term(match: re.Match[str], content: str) -> Term:
    excluded = bool(match["before"] or match["after"])
    return Term(
        text=content,
        readings=tuple(_readings(content, quoted=bool(match["open"]), excluded=excluded)),
        side=Language(match["side"].lower()) if match["side"] else None,
        excluded=excluded,
    )


def _readings(content: str, *, quoted: bool, excluded: bool) -> list[Reading]:
    found = words(content)
    if not quoted and (prefix := _prefix(content, found)):
        return [Reading(prefix=prefix)]
    readings = [_in_parts(found), _joined(found)]
    if not excluded:
        # What the reader may have meant by a word he does not want is not excluded.
        readings += _respelled(content, found)
    return [reading for reading in dict.fromkeys(readings) if reading.positions]


def _prefix(content: str, found: list[Word]) -> str:
    if len(found) != 1 or content[found[0].end : found[0].end + 1] != "*":
        return ""
    prefix = token("".join(part.text for part in parts(found[0])))
    return prefix if len(prefix) >= SHORTEST_PREFIX else ""


def _in_parts(found: list[Word]) -> Reading:
    return Reading(tuple(keys(part.text) for word in found for part in parts(word)))


def _joined(found: list[Word]) -> Reading:
    """Read compounds as if they had no hyphens."""
    positions: list[tuple[str, ...]] = []
    for word in found:
        together = joined_keys(word)
        positions += [together] if together else [keys(part.text) for part in parts(word)]
    return Reading(tuple(positions))


def _respelled(content: str, found: list[Word]) -> list[Reading]:
    """Read what may have been meant; a word that has another reading has only that one here."""
    if len(found) == 1 or " " not in content:
        others = [words(other) for other in spellings(content)]
        meant = [keys(other[0].text) for other in others if len(other) == 1]
        return [Reading((_together(meant),))] if meant else []
    options = [[keys(other) for other in spellings(word.text)] for word in found]
    if not any(options):
        return []
    chosen = [option[:2] or [keys(word.text)] for word, option in zip(found, options, strict=True)]
    return [Reading(tuple(_together(option) for option in chosen))]


def _together(alternatives: list[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for option in alternatives for key in option))
