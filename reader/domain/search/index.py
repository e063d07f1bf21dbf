"""What the databases store of a passage so that every query finds it: keys in their positions.

Does not read queries: see `query` and `compilers`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from reader.domain.language.normal import token
from reader.domain.language.words import joined_keys, keys, parts, words

COLUMNS = ("en", "en_form", "ru", "ru_form")
"""The columns of the FTS5 table, two a language, in the order of `fts5_row`.

The table is made with `tokenize = "unicode61 remove_diacritics 0 tokenchars '_'"`.
"""

WINDOW = 3
"""Words in a row that are compared at once; a longer phrase is a chain of such windows."""

LAST_POSITION = 16383
"""The last position a PostgreSQL tsvector can hold."""

GAP = "_"
"""A token no query has, so that no phrase reaches over it."""


@dataclass(frozen=True, slots=True)
class Position:
    """A place of a text that a word fills: the keys it is found by, and its folded form."""

    start: int
    end: int
    keys: tuple[str, ...]
    form: str


def positions(text: str) -> list[Position]:
    """Return the positions of `text`: one a word, several a compound.

    Each part of a compound has the keys of the whole without hyphens besides its own, so that
    `cooperative movement` finds `co-operative movement`.
    """
    found: list[Position] = []
    for word in words(text):
        together = joined_keys(word)
        for part in parts(word):
            every = tuple(dict.fromkeys((*keys(part.text), *together)))
            found.append(Position(part.start, part.end, every, token(part.text)))
    return found


def forms(text: str) -> list[str]:
    """Return the folded forms of the words of `text` for prefixes: parts and wholes."""
    found: list[str] = []
    for word in words(text):
        pieces = [token(part.text) for part in parts(word)]
        found += pieces if len(pieces) == 1 else [*pieces, "".join(pieces)]
    return [form for form in found if form]


def index_keys(text: str) -> list[tuple[str, ...]]:
    """Return the keys to be stored for each position of `text`."""
    return [position.keys for position in positions(text)]


def columns(text: str) -> tuple[str, str]:
    """Return what the key column and the form column of one language hold for `text`.

    FTS5 has one token at a position, and a word may have several keys. The key column therefore
    begins with the first key of every word and goes on, after a gap, with every other way to
    choose keys for `WINDOW` words in a row:

        стали рабочие  ->  стать рабочий _ сталь рабочий
    """
    row = index_keys(text)
    stream = [word[0] for word in row]
    width = min(WINDOW, len(row))
    for start in range(len(row) - width + 1) if width else ():
        for choice in list(product(*row[start : start + width]))[1:]:
            stream += (GAP, *choice)
    return " ".join(stream), " ".join(forms(text))


def fts5_row(en_text: str, ru_text: str) -> tuple[str, str, str, str]:
    """Return a passage's values for `COLUMNS`."""
    return (*columns(en_text), *columns(ru_text))


def tsvector_literal(en_text: str, ru_text: str) -> str:
    """Return a passage as the text form of one PostgreSQL tsvector, to be cast with `::tsvector`.

    Weight A marks the English side and B the Russian one; forms begin with `=`. Positions past
    `LAST_POSITION` are that position, as in PostgreSQL's own `to_tsvector`.
    """
    places: dict[str, list[str]] = {}
    last = 0
    for text, weight in ((en_text, "A"), (ru_text, "B")):
        row = index_keys(text)
        for number, word in enumerate(row, last + 1):
            for key in word:
                places.setdefault(key, []).append(f"{min(number, LAST_POSITION)}{weight}")
        for form in dict.fromkeys(forms(text)):
            places.setdefault(f"={form}", []).append(f"{min(last + 1, LAST_POSITION)}{weight}")
        # A gap, so that no phrase reaches from one side to the other.
        last += len(row) + 1
    return " ".join(f"'{lexeme}':{','.join(where)}" for lexeme, where in sorted(places.items()))
