"""Finds the terms and names of the lists in running text, in any case form.

Does not judge whether the form is right: see `checks`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from reader.domain.language.languages import Language
from reader.domain.language.words import keys, parts, words
from reader.domain.terms.entries import Name, Term


class EntryKind(StrEnum):
    """Which list an occurrence belongs to."""

    TERM = "term"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An entry found in a text from `start` to `end`. `forbidden`: in a wording not to be used."""

    start: int
    end: int
    entry_id: str
    kind: EntryKind
    forbidden: bool = False


class Finder:
    """Knows every designation of the entries it was built of; does not change afterwards."""

    def __init__(self, terms: Iterable[Term] = (), names: Iterable[Name] = ()) -> None:
        self._patterns: dict[Language, list[tuple[tuple[frozenset[str], ...], str, EntryKind]]] = {
            language: [] for language in Language
        }
        for kind, entries in ((EntryKind.TERM, terms), (EntryKind.NAME, names)):
            for entry in entries:
                self._add(Language.ENGLISH, (entry.en, *entry.en_variants), entry.id, kind)
                self._add(Language.RUSSIAN, (entry.ru, *entry.ru_variants), entry.id, kind)

    def _add(
        self, language: Language, designations: Iterable[str], entry_id: str, kind: EntryKind
    ) -> None:
        for designation in designations:
            row = tuple(
                frozenset(keys(part.text)) for word in words(designation) for part in parts(word)
            )
            if row:
                self._patterns[language].append((row, entry_id, kind))

    def find(self, text: str, language: Language) -> list[Occurrence]:
        """Return the occurrences in `text`, in order, none inside another; the longest wins."""
        tokens = [part for word in words(text) for part in parts(word)]
        found: list[Occurrence] = []
        at = 0
        while at < len(tokens):
            best: tuple[int, str, EntryKind] | None = None
            for row, entry_id, kind in self._patterns[language]:
                if at + len(row) <= len(tokens) and (best is None or len(row) > best[0]):
                    if all(
                        not want.isdisjoint(keys(tokens[at + step].text))
                        for step, want in enumerate(row)
                    ):
                        best = (len(row), entry_id, kind)
            if best:
                end = tokens[at + best[0] - 1].end
                found.append(Occurrence(tokens[at].start, end, best[1], best[2]))
            at += best[0] if best else 1
        return found
