"""Things that look the same in both languages: numbers, names, Latin words, footnote marks.

Each is weighed by its rarity. Shared ones are counted over runs of segments at once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reader.domain.alignment.path import REACH
from reader.domain.language.languages import Language
from reader.domain.language.numbers import numbers
from reader.domain.language.transliteration import names, skeleton

Floats = NDArray[np.float32]
MARK = re.compile(r"\[\^([^\]\s]+)\]")
LATIN = re.compile(r"(?<!\w)[A-Za-z][A-Za-z]{2,}(?!\w)")
KINDS = ("numbers", "names", "marks")
TOO_COMMON = 0.1  # of the segments of a side: such a key tells nothing of place

Bag = Counter[str]


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of every segment of two texts, by kind; weights by rarity."""

    source: dict[str, list[Bag]]
    target: dict[str, list[Bag]]
    weights: dict[str, float]

    def windows(
        self, i0: int, i1: int, j0: int, j1: int
    ) -> dict[str, dict[tuple[int, int], Floats]]:
        """Return, by kind and shape (a, b), what the beads ending in the rectangle share."""
        found: dict[str, dict[tuple[int, int], Floats]] = {}
        for kind in KINDS:
            found[kind], odd = self._shared(kind, i0, i1, j0, j1)
            if kind == "numbers":
                found["odd-number"] = odd
        return found

    def _shared(
        self, kind: str, i0: int, i1: int, j0: int, j1: int
    ) -> tuple[dict[tuple[int, int], Floats], dict[tuple[int, int], Floats]]:
        left, up = max(0, j0 - REACH), max(0, i0 - REACH)
        some = self.source[kind][up : i1 - 1 + 1]
        others = self.target[kind][left:j1]
        known = {key for bag in some for key in bag} & {key for bag in others for key in bag}
        places = {key: place for place, key in enumerate(sorted(known))}
        weight = np.array([self.weights[key] for key in sorted(known)], dtype=np.float32)
        one, one_all = self._table(some, places)
        two, two_all = self._table(others, places)
        shared, odd = {}, {}
        for a in range(1, REACH + 1):
            rows = _ending(one, a, i0 - up, i1 - up)
            all_rows = _ending(one_all, a, i0 - up, i1 - up)
            for b in range(1, REACH + 1):
                columns = _ending(two, b, j0 - left, j1 - left)
                all_columns = _ending(two_all, b, j0 - left, j1 - left)
                both = np.zeros((i1 - i0, j1 - j0), dtype=np.float32)
                if weight.size:
                    both = (np.minimum(rows, 1) * weight) @ np.minimum(columns, 1).T
                shared[a, b] = np.minimum(both, 3.0)
                odd[a, b] = np.minimum(
                    np.abs(all_rows.sum(1)[:, None] - all_columns.sum(1)[None, :]), 3.0
                )
        return shared, odd

    def _table(self, bags: Sequence[Bag], places: dict[str, int]) -> tuple[Floats, Floats]:
        table = np.zeros((len(bags), len(places)), dtype=np.float32)
        total = np.zeros((len(bags), 1), dtype=np.float32)
        for row, bag in enumerate(bags):
            total[row] = sum(bag.values())
            for key, count in bag.items():
                if key in places:
                    table[row, places[key]] = count
        return table, total


def gather_keys(source: Sequence[str], target: Sequence[str]) -> Keys:
    """Return the keys of English and Russian segments, whichever of the two is the source."""
    some, others = _bags(source), _bags(target)
    weights: dict[str, float] = {}
    for kind in KINDS:
        one = Counter(key for bag in some[kind] for key in bag)
        two = Counter(key for bag in others[kind] for key in bag)
        for key in one.keys() & two.keys():
            share = max(one[key] / max(len(source), 1), two[key] / max(len(target), 1))
            rarity = 1 / np.sqrt(one[key] * two[key])
            small = max(one[key], two[key]) <= 2
            weights[key] = float(rarity) if share <= TOO_COMMON or small else 0.0
    return Keys(some, others, weights | {})


def _bags(segments: Sequence[str]) -> dict[str, list[Bag]]:
    found: dict[str, list[Bag]] = {kind: [] for kind in KINDS}
    for segment in segments:
        language = script(segment)
        found["numbers"].append(
            Counter(f"n{number.value.normalize()}" for number in numbers(segment, language))
        )
        skeletons = (skeleton(name, language) for name in names(segment, language))
        found["names"].append(Counter(f"s{one}" for one in skeletons if len(one) > 1))
        latin = LATIN.findall(segment) if language is Language.RUSSIAN else names(segment, language)
        found["marks"].append(
            Counter(f"m{one}" for one in MARK.findall(segment))
            + Counter(f"l{one.casefold()}" for one in latin)
        )
    return found


def script(text: str) -> Language:
    """Return the language whose script prevails."""
    cyrillic = sum("а" <= letter <= "я" or letter == "ё" for letter in text.casefold())
    return Language.RUSSIAN if cyrillic * 2 >= sum(map(str.isalpha, text)) else Language.ENGLISH


def _ending(table: Floats, length: int, start: int, stop: int) -> Floats:
    """Return the sums of the `length` rows that end before each place from start to stop."""
    total = np.concatenate([np.zeros((1, table.shape[1]), dtype=np.float32), table.cumsum(axis=0)])
    places = np.arange(start, stop)
    found: Floats = total[places] - total[np.maximum(places - length, 0)]
    return found
