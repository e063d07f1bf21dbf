"""Where a query is found in a text, and the piece that shows it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader.domain.language.languages import Language
from reader.domain.search.marks import ELLIPSIS, excerpt, hits
from reader.domain.search.matching import matches
from reader.domain.search.query import parse
from tests.support.paradigms import PARADIGMS, Paradigm

EN, RU = Language.ENGLISH, Language.RUSSIAN
WORDS = st.sampled_from(
    ["стали", "рабочих", "советов", "co-operative,", "leaves;", "union", "trade-union", "«нэп»"]
)
TEXT = st.lists(WORDS, max_size=40).map(" ".join)


def _marked(query: str, text: str, language: Language) -> list[str]:
    return [text[start:end] for start, end in hits(parse(query), text, language)]


def test_every_form_of_a_word_is_marked():
    text = "Забастовка за забастовкой: о забастовках."

    assert _marked("забастовок", text, RU) == ["Забастовка", "забастовкой", "забастовках"]


@pytest.mark.parametrize("paradigm", PARADIGMS, ids=lambda paradigm: paradigm.lemma)
def test_forms_of_a_paradigm_are_marked_whole(paradigm: Paradigm):
    for form in paradigm.forms:
        assert _marked(paradigm.lemma, f"— {form}, 1921", paradigm.language) == [form.rstrip("’")]


def test_a_phrase_is_one_span_with_what_stands_inside():
    assert _marked("«рабочая оппозиция»", "о «Рабочей оппозиции» и рабочих", RU) == [
        "Рабочей оппозиции",
    ]


def test_exclusions_and_the_other_sides_terms_are_not_marked():
    assert _marked("soviet -workers ru:union", "soviet workers’ union", EN) == ["soviet"]


def test_a_prefix_marks_whole_words():
    assert _marked("рево*", "Революция и ревность", RU) == ["Революция"]


def test_a_compound_is_marked_as_one():
    assert _marked("trade-union", "a trade-union debate", EN) == ["trade-union"]
    assert _marked("cooperative", "the co-operative", EN) == ["co-operative"]


@given(st.text(alphabet="стали рабочих «»-*: ru", max_size=30), TEXT, TEXT)
def test_a_match_is_marked_and_marks_lie_apart(typed: str, en: str, ru: str):
    query = parse(typed)
    marks = {EN: hits(query, en, EN), RU: hits(query, ru, RU)}

    if matches(query, en, ru):
        assert marks[EN] or marks[RU]
    for spans in marks.values():
        assert all(start < end for start, end in spans)
        assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_a_short_text_is_its_own_excerpt():
    assert excerpt("Вся власть", [(0, 3)], 40).text == "Вся власть"


def test_an_excerpt_is_cut_between_words_around_the_hits():
    text = "Начало " + "слово " * 40 + "забастовка рабочих " + "слово " * 40
    spans = hits(parse("забастовки"), text, RU)

    piece = excerpt(text, spans, 60)

    assert piece.text.startswith(f"{ELLIPSIS}слово")
    assert piece.text.endswith(f"слово{ELLIPSIS}")
    assert [piece.text[start:end] for start, end in piece.spans] == ["забастовка"]


@given(TEXT, st.integers(10, 80))
def test_spans_of_an_excerpt_are_spans_of_the_text(text: str, width: int):
    spans = hits(parse("стать union"), text, RU)
    piece = excerpt(text, spans, width)

    assert len(piece.text) <= width + 2
    assert piece.text.strip(ELLIPSIS) in text
    originals = {text[start:end] for start, end in spans}
    for start, end in piece.spans:
        assert any(piece.text[start:end] in original for original in originals)
