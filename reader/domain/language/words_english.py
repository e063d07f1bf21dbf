"""Stems of English forms: irregular forms by a table, the rest by Snowball's English stemmer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from threading import Lock

import snowballstemmer

_POSSESSIVE = re.compile("['’ʼ]s?$")
_APOSTROPHES = re.compile("['’ʼ`]")
_lock = Lock()


def stems(folded: str, exceptions: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the stems of a folded form, likeliest first; several where it is of several words.

    `exceptions` (form -> lemmas) come before the table of irregular forms. British and American
    spellings have one stem.

    >>> stems("leaves", {}), stems("labour’s", {}) == stems("labor", {})
    (['leaf', 'leav'], True)
    """
    bare = _APOSTROPHES.sub("", _POSSESSIVE.sub("", folded))
    lemmas = exceptions.get(bare) or irregular().get(bare) or (bare,)
    return [_stem(_one_spelling(lemma)) for lemma in lemmas]


@cache
def irregular() -> Mapping[str, tuple[str, ...]]:
    """Return the lemmas of the irregular forms of English: words_english.tsv."""
    text = files("reader.domain.language").joinpath("words_english.tsv").read_text("utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for line in text.splitlines():
        lemma, _, forms = line.partition("\t")
        for form in forms.split():
            found[form] = (*found.get(form, ()), lemma)
    return found


def _stem(word: str) -> str:
    # The stemmer keeps the word it works on inside itself.
    with _lock:
        return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")


_SPELLINGS = (
    (
        re.compile(
            r"^(.*(?:lab|col|fav|hon|hum|vig|rig|vap|sav|val|arm|harb|rum|neighb|behavi|endeav"
            r"|od|tum|splend|cand|clam|ferv|parl|glam))our"
        ),
        r"\1or",
    ),
    (re.compile(r"^(.{3,})is(e|ed|er|ers|es|ing|ation|ations|ational)$"), r"\1iz\2"),
    (re.compile(r"^(.{3,})ys(e|ed|er|ers|es|ing)$"), r"\1yz\2"),
    (re.compile(r"^(.*[^aeiou][aeiou])ll(ed|er|ers|ing|ings)$"), r"\1l\2"),
    (re.compile(r"^(cent|theat|met|lit|fib|spect|lust|meag|somb|calib)re(s?)$"), r"\1er\2"),
    (re.compile(r"^(def|off|pret|lic)ence"), r"\1ense"),
    (re.compile(r"^(program)me"), r"\1"),
    (re.compile(r"^(catal|dial|prol|anal|monol|ep)ogue(s?)$"), r"\1og\2"),
    (re.compile(r"^(judg|acknowledg|abridg)ement"), r"\1ment"),
)


def _one_spelling(word: str) -> str:
    for pattern, put in _SPELLINGS:
        word = pattern.sub(put, word)
    return word
