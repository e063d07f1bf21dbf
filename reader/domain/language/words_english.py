"""Stems and base forms of English words: irregular ones by a table, the rest by rule.

Stems (Snowball's English stemmer) are broad: they bring together what is derived from one word,
as a search wants it. Base forms undo the plural and the possessive only, as terms want it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from threading import Lock

import snowballstemmer

KEPT = "="
"""Begins a lemma of words_english.tsv that is not stemmed."""

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
    bare = _bare(folded)
    lemmas = exceptions.get(bare) or _lemmas(bare) or (bare,)
    return [_stem(lemma) for lemma in lemmas]


def bases(folded: str, exceptions: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the singulars a folded form may be of; a word in the singular is its own.

    >>> bases("factories", {}), bases("workers’", {}), bases("congress", {}), bases("crises", {})
    (['factory'], ['worker'], ['congress'], ['crisis'])
    """
    bare = _bare(folded)
    lemmas = exceptions.get(bare) or _lemmas(bare) or (bare,)
    singulars = (_singular(_one_spelling(lemma.removeprefix(KEPT))) for lemma in lemmas)
    return list(dict.fromkeys(singulars))


@cache
def irregular() -> Mapping[str, tuple[str, ...]]:
    """Return the lemmas of the irregular forms of English: words_english.tsv."""
    text = files("reader.domain.language").joinpath("words_english.tsv").read_text("utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for line in text.splitlines():
        lemma, _, forms = line.partition("#")[0].partition("\t")
        for form in forms.split():
            found[form] = (*found.get(form, ()), lemma)
    return found


def _bare(folded: str) -> str:
    return _APOSTROPHES.sub("", _POSSESSIVE.sub("", folded))


# Words in -men that are no plural of -man.
_NO_MEN = {
    "abdomen", "acumen", "albumen", "amen", "bitumen", "cyclamen", "dolmen", "hymen", "lumen",
    "omen", "regimen", "semen", "specimen", "stamen", "yemen",
}  # fmt: skip


def _lemmas(bare: str) -> tuple[str, ...]:
    if bare in irregular():
        return irregular()[bare]
    if bare.endswith("men") and bare not in _NO_MEN:
        return (f"{bare[:-3]}man",)
    return ()


def _stem(lemma: str) -> str:
    if lemma.startswith(KEPT):
        return lemma.removeprefix(KEPT)
    # The stemmer keeps the word it works on inside itself, and the server has threads.
    with _lock:
        return str(_stemmer().stemWord(_one_spelling(lemma)))


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")


_SINGULARS = (
    (re.compile("^([^aeiou]ie)s$"), r"\1"),
    (re.compile("([^aeiou])ies$"), r"\1y"),
    (re.compile("(ss|sh|ch|x|zz|tz)es$"), r"\1"),
    (re.compile("([^aeiou]o)es$"), r"\1"),
    # Words in -ss, -us and -is are singulars, but for some foreign ones.
    (re.compile("([^sui]|eau|[ikx]i)s$"), r"\1"),
)


def _singular(word: str) -> str:
    if len(word) > 3:
        for pattern, put in _SINGULARS:
            if pattern.search(word):
                return pattern.sub(put, word)
    return word


_OUR = (
    "arm|behavi|cand|clam|col|demean|endeav|fav|ferv|flav|glam|harb|hon|hum|lab|neighb|od|parl|"
    "ranc|rig|rum|sav|splend|tum|val|vap|vig"
)
_SPELLINGS = (
    (re.compile(rf"^((?:dis|mis|un|bela|en)?(?:{_OUR}))our"), r"\1or"),
    (
        re.compile(r"^(.{3,})is(e|ed|er|ers|es|ing|ings|able|ely|edly|ation|ations|ational)$"),
        r"\1iz\2",
    ),
    (re.compile(r"^(anal|cat|par|electrol)ys(e|ed|er|ers|es|ing)$"), r"\1yz\2"),
    (re.compile(r"^(.*[aeiouy].*[^aeiou][aeiou])ll(|s|ed|er|ers|ing|ings|ment|ments)$"), r"\1l\2"),
    (re.compile(r"^(cent|theat|met|lit|fib|spect|lust|meag|somb|calib)re(s?)$"), r"\1er\2"),
    (re.compile(r"^(def|off|pret|lic)ence"), r"\1ense"),
    (re.compile(r"^(program)me(?=s?$)"), r"\1"),
    (re.compile(r"^(catal|dial|prol|anal|monol|ep)ogue(s?)$"), r"\1og\2"),
    (re.compile(r"^(judg|acknowledg|abridg)ement"), r"\1ment"),
    (re.compile(r"^(co)nnexion"), r"\1nnection"),
    (re.compile(r"^sceptic"), r"skeptic"),
    (re.compile(r"^grey"), r"gray"),
    (re.compile(r"^plough"), r"plow"),
    (re.compile(r"^tzar|^czar"), r"tsar"),
)


def _one_spelling(word: str) -> str:
    """Return the American spelling: more regular, so that it is reached by few rules."""
    for pattern, put in _SPELLINGS:
        word = pattern.sub(put, word)
    return word
