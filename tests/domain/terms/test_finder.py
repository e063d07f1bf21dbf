"""Terms and names are found in any case form, and nothing else is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader.domain.language.languages import Language
from reader.domain.terms.entries import Name, NameKind, Term
from reader.domain.terms.finder import EntryKind, Finder
from tests.support.paradigms import PARADIGMS, Paradigm

EN, RU = Language.ENGLISH, Language.RUSSIAN
TERMS = [
    Term("soviet", "soviet", "совет"),
    Term("moscow-soviet", "Moscow soviet", "Московский совет", ru_variants=("Моссовет",)),
    Term("nep", "New Economic Policy", "нэп", ("NEP",), ("НЭП", "новая экономическая политика")),
    Term("cheka", "Cheka", "ВЧК", ("VChK",), ("Чека",)),
    Term("sr", "Socialist Revolutionary", "эсер", ("SR",), ("социалист-революционер",)),
    Term("rkp", "RCP(b)", "РКП(б)"),
    Term("opposition", "Workers’ Opposition", "рабочая оппозиция"),
    Term("truth", "Workers’ Truth", "Рабочая правда"),
    Term("ban", "ban on factions", "запрет фракций"),
    Term("committee", "committee", "комитет"),
    Term("vrk", "Military Revolutionary Committee", "Военно-революционный комитет"),
    Term("piece-work", "piece-work", "сдельщина"),
    Term("war", "war communism", "военный коммунизм", en_forbidden=("military communism",)),
    Term("organ", "organ", "орган"),
    Term("fuel", "steel", "сталь"),
]
NAMES = [
    Name("lenin", NameKind.PERSON, "Vladimir Lenin", "Ленин Владимир Ильич", ("Lenin",), ("Ленин",)),
    Name("miasnikov", NameKind.PERSON, "Gavriil Miasnikov", "Мясников Гавриил Ильич",
         ("Miasnikov",), ("Мясников",)),
    Name("dan", NameKind.PERSON, "Fedor Dan", "Дан Фёдор Ильич"),
    Name("pravda", NameKind.ORGANISATION, "Pravda", "Правда"),
    Name("works", NameKind.PLACE, "Dinamo works", "завод «Динамо»"),
]  # fmt: skip
FINDER = Finder(TERMS, NAMES)


def _found(text: str, language: Language) -> list[tuple[str, str]]:
    return [(one.entry_id, text[one.start : one.end]) for one in FINDER.find(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("о рабочей оппозиции", [("opposition", "рабочей оппозиции")]),
        ("«Рабочую оппозицию»", [("opposition", "Рабочую оппозицию")]),
        ("рабочие, оппозиция", []),
        ("оппозиция рабочая", []),
        ("Московскому совету", [("moscow-soviet", "Московскому совету")]),
        ("московскому совету", [("soviet", "совету")]),
        ("Советами", [("soviet", "Советами")]),
        ("советского", []),
        ("НЭПом, нэпа, НЭП", [("nep", "НЭПом"), ("nep", "нэпа"), ("nep", "НЭП")]),
        ("новой экономической\nполитике", [("nep", "новой экономической\nполитике")]),
        ("ВЧК и Чеки", [("cheka", "ВЧК"), ("cheka", "Чеки")]),
        ("вчк, чеки", []),
        ("ЦК РКП(б).", [("rkp", "РКП(б)")]),
        ("РКП, б", []),
        ("«Рабочей правды»", [("truth", "Рабочей правды")]),
        ("рабочая правда", []),
        ("запрету фракций", [("ban", "запрету фракций")]),
        ("Военно-революционного комитета", [("vrk", "Военно-революционного комитета")]),
        ("социалисты-революционеры", [("sr", "социалисты-революционеры")]),
        ("эсер-комитетчик", [("sr", "эсер")]),
        ("В.\u00a0И.\u00a0Ленина", [("lenin", "В.\u00a0И.\u00a0Ленина")]),
        ("В.И. Лениным", [("lenin", "В.И. Лениным")]),
        ("Владимиру Ильичу Ленину", [("lenin", "Владимиру Ильичу Ленину")]),
        ("Ленин В. И. Сочинения", [("lenin", "Ленин В. И.")]),
        ("Владимира Ленина", [("lenin", "Владимира Ленина")]),
        ("лениным", []),
        ("Мясниковым и мясниками", [("miasnikov", "Мясниковым")]),
        ("Мясники собрались", []),
        ("Дан приказ Ф. И. Дану", [("dan", "Ф. И. Дану")]),
        ("в «Правде» — правда", [("pravda", "Правде")]),
        ("на заводе «Динамо»", [("works", "заводе «Динамо")]),
    ],
)
def test_russian_occurrences(text: str, expected: list[tuple[str, str]]):
    assert _found(text, RU) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Workers’ Opposition’s", [("opposition", "Workers’ Opposition’s")]),
        ("the workers’ opposition", []),
        ("Soviets and the soviet", [("soviet", "Soviets"), ("soviet", "soviet")]),
        ("Soviet Russia", []),
        ("the Moscow soviet", [("moscow-soviet", "Moscow soviet")]),
        ("SRs and an SR", [("sr", "SRs"), ("sr", "SR")]),
        ("Socialist Revolutionaries", [("sr", "Socialist Revolutionaries")]),
        ("piece-work, piecework, piece work", [
            ("piece-work", "piece-work"), ("piece-work", "piecework"), ("piece-work", "piece work"),
        ]),
        ("bans on factions", [("ban", "bans on factions")]),
        # The list gives no patronymic in English: the surname alone is found.
        ("V. I. Lenin’s", [("lenin", "Lenin’s")]),
        ("Lenin’s", [("lenin", "Lenin’s")]),
        ("committees", [("committee", "committees")]),
        ("organisations", []),
        ("a NEP-era law", [("nep", "NEP")]),
        ("Dan and Fedor Dan", [("dan", "Fedor Dan")]),
    ],
)  # fmt: skip
def test_english_occurrences(text: str, expected: list[tuple[str, str]]):
    assert _found(text, EN) == expected


def test_a_forbidden_wording_is_found_and_told():
    (one,) = FINDER.find("military communism", EN)

    assert (one.entry_id, one.kind, one.forbidden) == ("war", EntryKind.TERM, True)
    assert not FINDER.find("war communism", EN)[0].forbidden


# English verbs are left out: terms are found in the forms of nouns.
NOUNS = [
    paradigm
    for paradigm in PARADIGMS
    if paradigm.language is RU or not any(form.endswith("ing") for form in paradigm.forms)
]


@pytest.mark.parametrize("paradigm", NOUNS, ids=lambda paradigm: paradigm.lemma)
def test_every_case_form_of_a_noun_is_found(paradigm: Paradigm):
    english = paradigm.lemma if paradigm.language is EN else "—"
    russian = paradigm.lemma if paradigm.language is RU else "—"
    finder = Finder([Term("it", english, russian)])

    for form in (paradigm.lemma, *paradigm.forms):
        text = f"(о {form}, 1921)"
        spans = [(one.start, one.end) for one in finder.find(text, paradigm.language)]
        assert spans == [(3, 3 + len(form.rstrip("’")))], form


@given(st.text(alphabet="совета ВЧК.()Ленин-«» НЭПом", max_size=80))
def test_occurrences_lie_apart_and_in_order(text: str):
    for language in Language:
        found = FINDER.find(text, language)
        assert all(one.start < one.end <= len(text) for one in found)
        assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.text(max_size=80), st.text(max_size=20))
def test_any_text_and_any_designation_will_do(text: str, designation: str):
    finder = Finder([Term("x", designation, designation)], [])

    for language in Language:
        finder.find(text, language)
