"""A query in the languages of the two databases; both find what `matching` finds.

Does not build the index: see `index`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from reader.domain.language.languages import Language
from reader.domain.search.index import WINDOW
from reader.domain.search.query import Query, Reading, Term

_WEIGHTS = {Language.ENGLISH: "A", Language.RUSSIAN: "B"}


def windows(reading: Reading) -> list[tuple[tuple[str, ...], ...]]:
    """Return the runs of at most `WINDOW` positions that a phrase is a chain of."""
    row = reading.positions
    return [row[start : start + WINDOW] for start in range(max(1, len(row) - WINDOW + 1))]


def to_fts5(query: Query) -> str | None:
    """Return an FTS5 MATCH expression over `index.COLUMNS`; None if there is nothing to find.

    >>> from reader.domain.search.query import parse
    >>> print(to_fts5(parse("ru:нэп -1921")))
    (({ru} : ("нэп"))) NOT (({en ru} : ("1921")))
    """
    if query.is_empty:
        return None
    wanted = " AND ".join(_fts5_term(term) for term in query.wanted)
    unwanted = " OR ".join(_fts5_term(term) for term in query.unwanted)
    return f"({wanted}) NOT ({unwanted})" if unwanted else f"({wanted})"


def _fts5_term(term: Term) -> str:
    sides = (term.side,) if term.side else tuple(Language)
    return "(" + " OR ".join(_fts5_reading(reading, sides) for reading in term.readings) + ")"


def _fts5_reading(reading: Reading, sides: Sequence[Language]) -> str:
    if reading.prefix:
        return f'{{{" ".join(f"{side}_form" for side in sides)}}} : ("{reading.prefix}" *)'
    chain = [
        "(" + " OR ".join(f'"{" ".join(choice)}"' for choice in product(*window)) + ")"
        for window in windows(reading)
    ]
    if len(chain) == 1:
        return f"{{{' '.join(sides)}}} : {chain[0]}"
    # The whole chain must be on one side.
    return " OR ".join(f"({{{side}}} : ({' AND '.join(chain)}))" for side in sides)


def to_tsquery(query: Query) -> str | None:
    """Return the text form of a PostgreSQL tsquery, to be cast with `::tsquery`; None as above.

    >>> from reader.domain.search.query import parse
    >>> print(to_tsquery(parse("ru:нэп -1921")))
    ((('нэп':B))) & !((('1921':AB)))
    """
    if query.is_empty:
        return None
    wanted = " & ".join(_tsquery_term(term) for term in query.wanted)
    unwanted = " | ".join(_tsquery_term(term) for term in query.unwanted)
    return f"({wanted}) & !({unwanted})" if unwanted else f"({wanted})"


def _tsquery_term(term: Term) -> str:
    sides = (term.side,) if term.side else tuple(Language)
    return "(" + " | ".join(_tsquery_reading(reading, sides) for reading in term.readings) + ")"


def _tsquery_reading(reading: Reading, sides: Sequence[Language]) -> str:
    if reading.prefix:
        return f"'={reading.prefix}':*{''.join(_WEIGHTS[side] for side in sides)}"
    chains = [windows(reading)]
    if len(reading.positions) == 1:
        return _tsquery_window(chains[0][0], "".join(_WEIGHTS[side] for side in sides))
    return " | ".join(
        "(" + " & ".join(_tsquery_window(window, _WEIGHTS[side]) for window in chain) + ")"
        for side in sides
        for chain in chains
    )


def _tsquery_window(window: Sequence[tuple[str, ...]], weights: str) -> str:
    row = ["(" + " | ".join(f"'{key}':{weights}" for key in keys) + ")" for keys in window]
    return "(" + " <-> ".join(row) + ")" if len(row) > 1 else row[0]
