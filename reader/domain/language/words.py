"""Words of a text and the dictionary keys of each form, alike for both languages and everywhere.

Two forms of one word share a key: that is all that search, terms, names, checks and the memory
know of grammar. Does not split sentences, and does not guess what a reader meant by a mistyped
word: see `words_spellings`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from reader.domain.language import words_english, words_russian
from reader.domain.language.languages import Language
from reader.domain.language.normal import INVISIBLE, MARKS, fold, token

KEYS_VERSION = "1"
"""Raised by hand when the rules change: keys stored before do not answer queries after."""

MOST_KEYS = 4
"""Keys of one form that are kept; of a hundred forms less than one has more."""

_CACHE_SIZE = 1 << 16

_LETTER = rf"[^\W_][{MARKS}{INVISIBLE}]*"
_RUN = rf"(?:{_LETTER})+"
_HYPHENS = "-\u2010\u2011"
_THIN_SPACES = "\u00a0\u202f\u2009"
_JOINER = f"[{_HYPHENS}'’ʼ]"
_GROUPED = rf"\d{{1,3}}(?:[,.{_THIN_SPACES}]\d{{3}})+(?!\d)"
_DECIMAL = r"\d+(?:[.,]\d+)+"
_WORD = re.compile(rf"(?:{_GROUPED}|{_DECIMAL})(?!{_RUN})|{_RUN}(?:{_JOINER}{_RUN})*")
_HYPHEN = re.compile(f"[{_HYPHENS}]")
_GROUPED_NUMBER = re.compile(_GROUPED)
_PART = re.compile(rf"{_RUN}(?:['’ʼ]{_RUN})*")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[a-zA-Z\u00c0-\u024f]")
# The Roman numeral X, typed on a Russian keyboard.
_RUSSIAN_TENS = re.compile("х{1,3}")
# Latin letters that look like Russian ones and are typed for them by mistake.
_LOOK_ALIKE = str.maketrans("aceopxykmtbh", "асеорхукмтвн")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: `text` is the exact characters from `start` to `end`."""

    start: int
    end: int
    text: str


def words(text: str) -> list[Word]:
    """Return the words of `text` in order; every letter and digit lies in exactly one.

    Apostrophes and hyphens inside a word belong to it, as do stress marks and soft hyphens; so do
    the points, commas and narrow spaces inside a number.

    >>> [word.text for word in words("Социал-демократы: don’t, 46-ти, 1,500 раз")]
    ['Социал-демократы', 'don’t', '46-ти', '1,500', 'раз']
    """
    return [Word(*match.span(), match.group()) for match in _WORD.finditer(text)]


def parts(word: Word) -> list[Word]:
    """Return the words between the hyphens of a compound, or between the points of a number.

    >>> [part.text for part in parts(Word(0, 26, "военно-революционный"))]
    ['военно', 'революционный']
    """
    found = [
        Word(word.start + match.start(), word.start + match.end(), match.group())
        for match in _PART.finditer(word.text)
    ]
    return found if len(found) > 1 else [word]


def joined_keys(word: Word) -> tuple[str, ...]:
    """Return the keys of a compound written without its hyphens, or none if it is no compound.

    So `co-operative` finds `cooperative`, and 5,000 finds 5000. Numbers joined by a hyphen are no
    word: 1920-24 has none.

    >>> joined_keys(Word(0, 12, "co-operation")) == keys("cooperation")
    True
    """
    whole = word.text
    if _GROUPED_NUMBER.fullmatch(whole):
        return (re.sub(r"\D", "", whole),)
    if not _HYPHEN.search(whole) or any(character.isdigit() for character in whole):
        return ()
    return tuple(dict.fromkeys((*keys(whole), *keys(_HYPHEN.sub("", whole)))))[:MOST_KEYS]


def language_of(word: str) -> Language:
    """Return the language whose letters the word has: Russian if most of them are Cyrillic."""
    cyrillic = len(_CYRILLIC.findall(word))
    return Language.RUSSIAN if cyrillic > len(_LATIN.findall(word)) else Language.ENGLISH


def keys(word: str) -> tuple[str, ...]:
    """Return the dictionary keys of a form, likeliest first: at least one, at most `MOST_KEYS`.

    Forms of one word share a key; the script decides the language. A hyphenated word is taken as
    it stands: see `parts`. A word of no letter or digit has the one key `_`.

    >>> keys("забастовок"), keys("людей"), keys("children")
    (('забастовка',), ('человек',), ('child',))
    """
    return _keys(fold(word))


def bases(word: str) -> tuple[str, ...]:
    """Return the dictionary forms a form may be of, as `keys`, but nothing derived from them.

    English keys are stems, which bring organs and organisations together; terms and names are
    found by base forms, which do not.

    >>> bases("factories"), keys("factories"), bases("заводов")
    (('factory',), ('factori',), ('завод', 'заводов'))
    """
    return _bases(fold(word))


@lru_cache(maxsize=_CACHE_SIZE)
def _bases(folded: str) -> tuple[str, ...]:
    if language_of(folded) is Language.RUSSIAN:
        return _keys(folded)
    found = words_english.bases(folded, _owners)
    return tuple(dict.fromkeys(token(base) for base in found if base))[:MOST_KEYS] or ("_",)


@lru_cache(maxsize=_CACHE_SIZE)
def _keys(folded: str) -> tuple[str, ...]:
    if language_of(folded) is Language.RUSSIAN:
        if _LATIN.search(folded):
            folded = folded.translate(_LOOK_ALIKE)
        found = words_russian.lemmas(_bare(folded), _owners)
        if _RUSSIAN_TENS.fullmatch(folded):
            found.append(folded.replace("х", "x"))
    else:
        found = words_english.stems(folded, _owners)
    kept = tuple(dict.fromkeys(token(key) for key in found if key))[:MOST_KEYS]
    return kept or ("_",)


def _bare(folded: str) -> str:
    """Return the word as dictionaries write it: plain hyphens, no apostrophes."""
    return "-".join(token(piece) for piece in _HYPHEN.split(folded))


_owners: dict[str, tuple[str, ...]] = {}


def load_exceptions(text: str) -> dict[str, tuple[str, ...]]:
    r"""Read an exceptions file: lines `form<TAB>lemma`, `#` begins a comment; forms are folded.

    A form may stand on several lines. A line without both is left out.

    >>> load_exceptions("# names\nМясников\tМясников\n")
    {'мясников': ('мясников',)}
    """
    found: dict[str, tuple[str, ...]] = {}
    for line in text.splitlines():
        form, _, lemma = line.partition("#")[0].partition("\t")
        form, lemma = fold(form.strip()), fold(lemma.strip())
        if form and lemma:
            found[form] = (*found.get(form, ()), lemma)
    return found


def use_exceptions(exceptions: Mapping[str, Iterable[str]]) -> None:
    """Make the owner's exceptions, as `load_exceptions` read them, the first word on every form.

    Called once, when the application starts, before any text is indexed; each call replaces the
    exceptions of the last. The index must be built again when `fingerprint` changes.
    """
    _owners.clear()
    for form, lemmas in exceptions.items():
        for lemma in lemmas:
            _owners[form] = (*_owners.get(form, ()), lemma)
    # A lemma keeps its own key, or its forms would have nothing to share with it.
    for lemma in {lemma for lemmas in exceptions.values() for lemma in lemmas}:
        _owners[lemma] = tuple(dict.fromkeys((lemma, *_owners.get(lemma, ()))))
    _keys.cache_clear()
    _bases.cache_clear()


def fingerprint() -> str:
    """Return a digest of all that decides which keys a form has.

    Kept beside the index; where it differs, the index was built with other keys.
    """
    known = [KEYS_VERSION, words_russian.dictionary_version(), *sorted(map(repr, _owners.items()))]
    tables = [sorted(words_english.irregular().items()), sorted(words_russian.listed().items())]
    return sha256(repr((known, tables)).encode()).hexdigest()[:16]
