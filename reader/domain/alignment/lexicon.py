"""The fall-back without sentence vectors: learn from the two texts which words go together.

A first chain comes from lengths, numbers, names and marks alone. Words that keep company in its
beads become a lexicon; a segment's vector is the sum of its words, a Russian word being the sum of
the English words it keeps company with. Then the aligner proper runs on these vectors, twice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from reader.domain.alignment.anchors import anchors, around, confirmed, heaviest_chain, through
from reader.domain.alignment.chain import Chain, best_chain
from reader.domain.alignment.encoder import Vectors
from reader.domain.alignment.features import Pair, best_partners
from reader.domain.alignment.keys import Keys, gather_keys
from reader.domain.alignment.path import REACH
from reader.domain.alignment.sides import side
from reader.domain.alignment.weights import fitted

SIZE = 256  # of the vectors
PASSES = 3
WORD = re.compile(r"[^\W\d_]{3,}")
STEM = 5  # letters by which a word is known
TRUST = 0.5  # chance of a bead from which words are learned
COMPANY = 0.15  # of two words, at least (Dice's measure)
PARTNERS = 4  # of a word at most
SEED = 20240229

Breaks = tuple[NDArray[np.bool_], NDArray[np.bool_]]


def with_lexicon(
    source: Sequence[str],
    target: Sequence[str],
    *,
    breaks: Breaks | None = None,
    cuts: Sequence[tuple[int, int]] = (),
) -> Pair:
    """Return what is known of two texts, with vectors made from a lexicon of their own words."""
    keys = gather_keys(source, target)
    bags = [_stems(one) for one in source], [_stems(one) for one in target]
    empty = [np.zeros((max(0, len(source) - k), 1), np.float32) for k in range(REACH)]
    other_empty = [np.zeros((max(0, len(target) - k), 1), np.float32) for k in range(REACH)]
    some = side(source, empty, breaks[0] if breaks else None)
    others = side(target, other_empty, breaks[1] if breaks else None)
    plane = through(around(_key_anchors(keys), len(source), len(target)), cuts)
    pair = Pair(some, others, keys, plane, best_partners(some, others, plane))
    name = "marks"
    for _ in range(PASSES):
        chain = best_chain(pair, fitted(name), cuts)
        vectors = _vectors(bags, keys, _learn(bags, chain))
        some = side(source, vectors[0], some.breaks)
        others = side(target, vectors[1], others.breaks)
        found = anchors(some.runs[0], others.runs[0])
        plane = through(around(found, len(source), len(target)), cuts)
        pair = Pair(some, others, keys, plane, best_partners(some, others, plane))
        name = "words"
    return pair


def _stems(text: str) -> Counter[str]:
    return Counter(word[:STEM] for word in WORD.findall(text.casefold().replace("ё", "е")))


def _key_anchors(keys: Keys) -> list[tuple[int, int]]:
    """Return pairs of segments that share a number, name or mark which occurs but once."""
    weights: Counter[tuple[int, int]] = Counter()
    for kind in keys.source:
        places = _once(keys.source[kind]), _once(keys.target[kind])
        for key, i in places[0].items():
            if key in places[1]:
                weights[i, places[1][key]] += 1
    pairs = sorted((i, j, float(weight)) for (i, j), weight in weights.items())
    return confirmed(heaviest_chain(sorted(pairs, key=lambda pair: (pair[0], -pair[1]))))


def _once(bags: Sequence[Counter[str]]) -> dict[str, int]:
    total = Counter(key for bag in bags for key in bag)
    return {key: at for at, bag in enumerate(bags) for key in bag if total[key] == 1}


def _learn(
    bags: tuple[list[Counter[str]], list[Counter[str]]], chain: Chain
) -> dict[str, list[tuple[str, float]]]:
    """Return, for each target word, the source words whose company it keeps, with weights."""
    both: Counter[tuple[str, str]] = Counter()
    ones: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for link in chain.links:
        if link.chance < TRUST or not link.a or not link.b:
            continue
        some = {word for bag in bags[0][link.i - link.a : link.i] for word in bag}
        rest = {word for bag in bags[1][link.j - link.b : link.j] for word in bag}
        ones.update(some)
        others.update(rest)
        both.update((word, other) for word in some for other in rest)
    found: dict[str, list[tuple[str, float]]] = {}
    for (word, other), count in both.items():
        company = 2 * (count - 0.5) / (ones[word] + others[other])
        if count > 1 and company >= COMPANY:
            found.setdefault(other, []).append((word, company))
    return {
        other: sorted(words, key=lambda pair: -pair[1])[:PARTNERS] for other, words in found.items()
    }


def _vectors(
    bags: tuple[list[Counter[str]], list[Counter[str]]],
    keys: Keys,
    lexicon: dict[str, list[tuple[str, float]]],
) -> tuple[list[Vectors], list[Vectors]]:
    """Return the vectors of all runs of both sides, in the space of the source's words."""
    known = {word for words in lexicon.values() for word, _ in words}
    spread = Counter(word for bag in bags[0] for word in bag if word in known)
    codes = _codes([*known, *keys.weights])
    count = max(1, len(bags[0]))
    rarity = {word: float(np.log(1 + count / spread[word])) for word in known}
    english = {word: codes[word] * rarity[word] for word in known}
    russian = {
        other: sum(
            (codes[word] * np.float32(rarity[word] * share) for word, share in words),
            start=np.zeros(SIZE, np.float32),
        )
        for other, words in lexicon.items()
    }
    marks = {
        key: codes[key] * np.float32(2 * np.log(1 + count * w)) for key, w in keys.weights.items()
    }
    some = _sums(bags[0], english, keys.source, marks)
    others = _sums(bags[1], russian, keys.target, marks)
    return _runs(some), _runs(others)


def _codes(words: Iterable[str]) -> dict[str, Vectors]:
    """Return a random direction for each word, the same in every run."""
    ordered = sorted(words)
    table = np.random.default_rng(SEED).standard_normal((len(ordered), SIZE), dtype=np.float32)
    return dict(zip(ordered, table / np.float32(np.sqrt(SIZE)), strict=True))


def _sums(
    bags: Sequence[Counter[str]],
    words: dict[str, Vectors],
    keys: dict[str, list[Counter[str]]],
    marks: dict[str, Vectors],
) -> Vectors:
    found = np.zeros((len(bags), SIZE), dtype=np.float32)
    for at, bag in enumerate(bags):
        for word in bag.keys() & words.keys():
            found[at] += words[word]
        for kind in keys.values():
            for key in kind[at].keys() & marks.keys():
                found[at] += marks[key]
    return found


def _runs(vectors: Vectors) -> list[Vectors]:
    """Return the sums of 1 to REACH neighbours, each of length 1 unless nothing is known."""
    found, total = [], vectors
    for length in range(REACH):
        if length:
            total = total[:-1] + vectors[length:]
        norms = np.linalg.norm(total, axis=1, keepdims=True)
        found.append(total / np.maximum(norms, 1e-9))
    return found
