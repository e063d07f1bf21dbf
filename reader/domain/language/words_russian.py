"""Normal forms of Russian forms: pymorphy3's dictionary, and surnames it has not met."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from threading import Lock

import pymorphy3

_SURNAME = re.compile("(.{2,}(?:[ое]в|[иы]н))(?:а|у|ым|ом|е|о|ой|ою|ы|ых|ыми)?")
_BARE_SURNAME = re.compile(".{2,}(?:[ое]в|[иы]н)")
_ENDING = re.compile(
    "(?:иями|ями|ами|ого|его|ому|ему|ыми|ими|ией|иях|ием|иям|ев|ов|ие|ье|еи|ии|ей|ой|ий|й|иям|ям"
    "|ем|ам|ом|ах|иях|ях|ою|ею|ию|ью|ия|ья|ые|ый|ым|ых|их|им|ое|ее|ая|яя|ую|юю|а|е|и|о|у|ы|ь|ю|я)$"
)
_FLEETING = re.compile("([бвгджзклмнпрстфхцчшщь])[ое]([кц])$")
_lock = Lock()


STEM = "_"
"""Begins a key that is a stem: no word begins so."""


def lemmas(folded: str, exceptions: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the normal forms of a folded form, likeliest first, ё written as е.

    A form the dictionary does not know has besides them its surname in the nominative and, as a
    key that begins with `_`, its stem: guesses at different forms of one word may differ, and these
    do not.

    >>> lemmas("шел", {}), lemmas("мясникова", {})[0], lemmas("зиновьеву", {})
    (['идти'], 'мясников', ['зиновьев'])
    """
    found = [*exceptions.get(folded, ()), *listed().get(folded, ())]
    scores, known, place = _parse(folded)
    guesses = sorted(scores, key=lambda lemma: -scores[lemma])
    surname = _surname(folded, inflected=place or not known)
    if known:
        return found + guesses + surname
    found += surname
    found += guesses[: 3 - len(surname)]
    found.insert(3, _stem(folded))
    return found


def dictionary_version() -> str:
    """Return the version of the dictionary's files."""
    return version("pymorphy3-dicts-ru")


@cache
def listed() -> Mapping[str, tuple[str, ...]]:
    """Return the lemmas of forms the dictionary takes for other words: words_russian.tsv."""
    text = files("reader.domain.language").joinpath("words_russian.tsv").read_text("utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for line in text.splitlines():
        lemma, _, forms = line.partition("#")[0].partition("\t")
        for form in (lemma, *forms.split()):
            found[form] = (*found.get(form, ()), lemma)
    return found


def _stem(folded: str) -> str:
    """Return the form without its ending and without a fleeting vowel: `-ок` and `-ец` lose it."""
    return STEM + _FLEETING.sub(r"\1\2", _ENDING.sub("", folded))


def is_known(folded: str) -> bool:
    """Return whether the dictionary has the form."""
    with _lock:
        return bool(_analyser().word_is_known(folded))


def _surname(folded: str, *, inflected: bool) -> list[str]:
    """Return the surname in the nominative that the form may be of.

    Of a known word only the nominative itself: Мясников is not only мясники in the genitive.
    """
    if not inflected:
        return [folded] if _BARE_SURNAME.fullmatch(folded) else []
    match = _SURNAME.fullmatch(folded)
    return [match[1]] if match else []


def _parse(folded: str) -> tuple[dict[str, float], bool, bool]:
    """Return the normal forms with their chances; is the form in the dictionary; as a place."""
    # The analyser keeps state while it works, and the server has threads.
    with _lock:
        parses = _analyser().parse(folded)
        known = _analyser().word_is_known(folded)
    scores: dict[str, float] = {}
    place = False
    for parse in parses:
        if known and not parse.is_known:
            continue
        lemma = parse.normal_form.replace("ё", "е")
        scores[lemma] = scores.get(lemma, 0.0) + parse.score
        place = place or "Geox" in parse.tag
    return scores, known, place


@cache
def _analyser() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer()
