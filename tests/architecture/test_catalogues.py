"""The interface speaks both languages whole: no sentence missing, doubtful, stale or malformed."""

from __future__ import annotations

import re
from functools import cache

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from reader import messages
from reader.domain.language.languages import Language
from tests.support.programs import ROOT
from tools import catalogues

PLACE = re.compile(r"%(?:\((\w+)\))?[sd]|%%")
PLURALS = {Language.ENGLISH: 2, Language.RUSSIAN: 3}
languages = pytest.mark.parametrize("language", list(Language), ids=lambda one: one.value)


@cache
def read(language: Language) -> Catalog:
    path = ROOT / "translations" / language.value / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return read_po(file, locale=language.value)


def own(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def forms(message: Message) -> tuple[str, ...]:
    words = message.string or ""
    return (words,) if isinstance(words, str) else tuple(words)


def originals(message: Message) -> tuple[str, ...]:
    words = message.id
    return (words,) if isinstance(words, str) else tuple(words)


@cache
def said() -> frozenset[tuple[str, ...]]:
    """Return every sentence that the source marks for the catalogues."""
    return frozenset(originals(message) for message in own(catalogues.collect()))


@languages
def test_the_catalogue_has_every_sentence_and_no_other(language: Language):
    written = {originals(message) for message in own(read(language))}

    assert written - said() == set(), "make catalogues"
    assert said() - written == set(), "make catalogues"


@languages
def test_no_sentence_is_missing_fuzzy_or_obsolete(language: Language):
    catalogue = read(language)

    assert [one.id for one in own(catalogue) if not all(forms(one))] == []
    assert [one.id for one in own(catalogue) if one.fuzzy] == []
    assert list(catalogue.obsolete) == []


@languages
def test_plural_sentences_have_all_their_forms(language: Language):
    catalogue = read(language)

    assert catalogue.num_plurals == PLURALS[language]
    for message in own(catalogue):
        if message.pluralizable:
            assert len(forms(message)) == PLURALS[language], message.id


@languages
def test_placeholders_are_those_of_the_original(language: Language):
    for message in own(read(language)):
        wanted = sorted(PLACE.findall(originals(message)[-1]))
        for form in forms(message):
            assert sorted(PLACE.findall(form)) == wanted, message.id


def test_english_is_its_own_translation():
    assert [one.id for one in own(read(Language.ENGLISH)) if forms(one) != originals(one)] == []


def test_russian_is_written_in_cyrillic():
    foreign = [
        one.id
        for one in own(read(Language.RUSSIAN))
        for form in forms(one)
        if re.search(r"[A-Za-z]{2}", PLACE.sub("", originals(one)[0]))
        and not re.search("[А-Яа-яЁё]", form)
    ]
    allowed = {"English", "BibTeX", "RIS", "CC BY-SA 4.0", "DOI", "ISBN"}

    assert set(map(str, foreign)) <= allowed


@languages
def test_no_spaces_at_a_sentences_ends_are_lost(language: Language):
    for message in own(read(language)):
        for form in forms(message):
            assert form[:1].isspace() == originals(message)[0][:1].isspace(), message.id
            assert form[-1:].isspace() == originals(message)[0][-1:].isspace(), message.id


def test_every_kind_of_problem_has_its_sentence():
    """A kind is a word in quotes after a Problem's line, or one yielded to it."""
    kinds: set[str] = set()
    for folder in ("domain", "services", "store", "engines", "cli"):
        for path in (ROOT / "reader" / folder).rglob("*.py"):
            source = path.read_text(encoding="utf-8")
            kinds |= set(
                re.findall(r'Problem\(\s*[^"()]+(?:\([^()]*\))?,\s*[^"]+?,\s*"([a-z_-]+)"', source)
            )
    tables = (ROOT / "reader/domain/terms/tables.py").read_text(encoding="utf-8")
    kinds |= set(re.findall(r'(?:yield|return) "([a-z_-]+)", \{', tables))
    kinds = {kind for kind in kinds if "-" in kind or "_" in kind}

    assert len(kinds) > 20
    assert kinds - set(messages.SENTENCES) == set()
