"""What a reader types, understood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader.domain.language.languages import Language
from reader.domain.language.words import keys
from reader.domain.search.query import LONGEST_QUERY, MOST_TERMS, Query, Reading, parse

ANY_QUERY = st.one_of(
    st.text(max_size=260),
    st.text(alphabet='ab рево"«»“”„-*:.,ruen()’ ', max_size=80),
)


def _row(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(keys(word) for word in text.split())


def test_words_are_terms_of_their_own():
    query = parse("retreat  нэп")

    assert [term.text for term in query.wanted] == ["retreat", "нэп"]
    assert query.wanted[1].readings == (Reading(_row("нэп")),)


@pytest.mark.parametrize("quoted", ['"новый курс"', "«новый курс»", "“новый курс”", "„новый курс“"])
def test_a_phrase_in_any_quotation_marks_is_one_term(quoted: str):
    (term,) = parse(quoted).terms

    assert term.text == "новый курс"
    assert term.readings[0] == Reading(_row("новый курс"))


def test_an_unclosed_quotation_mark_quotes_the_rest():
    assert [term.text for term in parse('нэп "рабочая оппозиция').terms] == [
        *("нэп", "рабочая оппозиция"),
    ]


def test_minus_excludes_and_sides_may_stand_before_or_after_it():
    query = parse("en:retreat ru:-отступление -en:«новый курс» EN:soviet -нэп")

    assert [(term.text, term.side, term.excluded) for term in query.terms] == [
        ("retreat", Language.ENGLISH, False),
        ("отступление", Language.RUSSIAN, True),
        ("новый курс", Language.ENGLISH, True),
        ("soviet", Language.ENGLISH, False),
        ("нэп", None, True),
    ]


def test_a_star_makes_a_prefix_of_two_letters_or_more():
    assert parse("Рёво*").terms[0].readings == (Reading(prefix="рево"),)
    assert parse("р*").terms[0].readings == (Reading(_row("р")),)
    assert parse("военно-рев*").terms[0].readings == (Reading(prefix="военнорев"),)


def test_a_compound_is_read_in_parts_and_as_one_word():
    readings = parse("-co-operative").terms[0].readings

    assert Reading(_row("co operative")) in readings
    assert any(set(keys("cooperative")) <= set(reading.positions[0]) for reading in readings)


def test_a_mistyped_word_has_the_meant_word_as_another_reading():
    (term,) = parse("htdjk.wbz").terms

    assert Reading((keys("революция"),)) in term.readings


def test_what_is_excluded_is_excluded_as_typed_only():
    assert len(parse("-Zinoviev").terms[0].readings) == 1
    assert len(parse("Zinoviev").terms[0].readings) == 2


@pytest.mark.parametrize("text", ["", "  ", "—", "-", '"', "«»", "*", "en:", "-ru:", "(!)", '-""'])
def test_queries_without_a_word_are_empty(text: str):
    query = parse(text)

    assert query.is_empty
    assert query.terms == ()


def test_exclusions_alone_find_nothing():
    assert parse("-нэп -retreat").is_empty


def test_long_queries_are_shortened_and_say_so():
    many = parse(" ".join(f"слово{number}" for number in range(MOST_TERMS + 5)))
    assert len(many.terms) == MOST_TERMS
    assert many.shortened
    assert parse("слово " * 40).shortened
    assert not parse("слово").shortened


@given(ANY_QUERY)
def test_anything_can_be_typed(text: str):
    query = parse(text)

    assert isinstance(query, Query)
    assert len(query.terms) <= MOST_TERMS
    assert len(query.text) <= LONGEST_QUERY
    assert all(term.readings for term in query.terms)
    assert parse(query.text).terms == query.terms
    hash(query)


@given(st.text(alphabet="абвё abc", max_size=30))
def test_case_does_not_matter(text: str):
    lower = [term.readings for term in parse(text).terms]

    assert [term.readings for term in parse(text.upper()).terms] == lower
