"""Whether a passage answers a query, from its texts alone: the measure both databases are held to."""

from __future__ import annotations

from reader.domain.language.languages import Language
from reader.domain.search.compilers import windows
from reader.domain.search.index import forms, index_keys
from reader.domain.search.query import Query, Reading, Term


def matches(query: Query, en_text: str, ru_text: str) -> bool:
    """Return whether the passage has every wanted term and no unwanted one.

    A term without a side may be on either; different terms may be on different sides.
    """
    if query.is_empty:
        return False
    texts = {Language.ENGLISH: en_text, Language.RUSSIAN: ru_text}
    return all(_has(term, texts) for term in query.wanted) and not any(
        _has(term, texts) for term in query.unwanted
    )


def _has(term: Term, texts: dict[Language, str]) -> bool:
    sides = (term.side,) if term.side else tuple(Language)
    return any(_reads(reading, texts[side]) for side in sides for reading in term.readings)


def _reads(reading: Reading, text: str) -> bool:
    if reading.prefix:
        return any(form.startswith(reading.prefix) for form in forms(text))
    row = index_keys(text)
    return all(
        any(
            all(
                not set(word).isdisjoint(place)
                for word, place in zip(window, row[at:], strict=False)
            )
            for at in range(len(row) - len(window) + 1)
        )
        for window in windows(reading)
    )
