"""Words and their keys: two forms of one word share a key, whatever their case and spelling."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader.domain.language.languages import Language
from reader.domain.language.words import (
    MOST_KEYS,
    Word,
    bases,
    fingerprint,
    joined_keys,
    keys,
    language_of,
    load_exceptions,
    parts,
    use_exceptions,
    words,
)
from tests.support.paradigms import PARADIGMS, Paradigm

running_text = st.text(
    alphabet=st.sampled_from("abeXYé абвеёйЯЖ0123 -‐’'.,«»“”\u0301\u00ad\u00a0\n—–(*"), max_size=120
)
russian_word = st.text(alphabet="абвгдеёжзийклмнопрстуфхцчшщъыьэюя", min_size=1, max_size=14)
english_word = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=14)


@pytest.fixture
def restored() -> Iterator[None]:
    """Forget the exceptions a test made."""
    yield
    use_exceptions({})


def _texts(text: str) -> list[str]:
    return [word.text for word in words(text)]


def test_hyphens_and_apostrophes_inside_a_word_belong_to_it():
    assert _texts("Социал-демократы’ и “Zinov’ev’s” men—don’t") == [
        *("Социал-демократы", "и", "Zinov’ev’s", "men", "don’t"),
    ]


def test_numbers_keep_their_separators_and_ranges_do_not_join():
    assert _texts("1,532 и 1\u00a0532, 1,5; 1920–24; 46-ти, 12.03.1921") == [
        *("1,532", "и", "1\u00a0532", "1,5", "1920", "24", "46-ти", "12.03.1921"),
    ]


def test_stress_marks_and_soft_hyphens_do_not_end_a_word():
    assert _texts("за\u0301мок рево\u00adлюция й") == ["за\u0301мок", "рево\u00adлюция", "й"]


@given(running_text)
def test_every_letter_and_digit_lies_in_exactly_one_word(text: str):
    found = words(text)
    covered = [place for word in found for place in range(word.start, word.end)]

    assert len(covered) == len(set(covered))
    assert {at for at, char in enumerate(text) if char.isalnum()} <= set(covered)
    assert all(text[word.start : word.end] == word.text for word in found)
    assert [word.start for word in found] == sorted(word.start for word in found)


@given(running_text)
def test_parts_cover_the_letters_of_their_word(text: str):
    for word in words(text):
        pieces = "".join(part.text for part in parts(word))
        letters = re.sub(r"[^\w]", "", word.text)
        assert re.sub(r"[^\w]", "", pieces) == letters


@given(running_text)
def test_decomposed_text_has_the_same_words(text: str):
    composed = unicodedata.normalize("NFC", text)
    decomposed = unicodedata.normalize("NFD", text)

    assert [keys(word.text) for word in words(composed)] == [
        keys(word.text) for word in words(decomposed)
    ]


@pytest.mark.parametrize("paradigm", PARADIGMS, ids=lambda paradigm: paradigm.lemma)
def test_any_two_forms_of_a_word_share_a_key(paradigm: Paradigm):
    forms = (paradigm.lemma, *paradigm.forms)
    strangers = [
        (one, other) for one in forms for other in forms if set(keys(one)).isdisjoint(keys(other))
    ]

    assert strangers == []


@pytest.mark.parametrize("paradigm", PARADIGMS, ids=lambda paradigm: paradigm.lemma)
def test_the_script_tells_the_language_of_every_form(paradigm: Paradigm):
    assert {language_of(form) for form in paradigm.forms} == {paradigm.language}


@given(st.one_of(russian_word, english_word))
def test_keys_are_few_distinct_and_stable(word: str):
    found = keys(word)

    assert 1 <= len(found) == len(set(found)) <= MOST_KEYS
    assert keys(word.upper()) == keys(word.capitalize()) == found
    assert keys(word.replace("ё", "е")) == found
    assert keys(unicodedata.normalize("NFD", word)) == found


@given(st.text(max_size=60))
def test_keys_of_anything_are_safe_tokens(text: str):
    assert all(re.fullmatch("[0-9a-zа-я_]+", key) for key in (*keys(text), *bases(text)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("стали", "стать"), ("стали", "сталь"), ("Мясников", "мясники"), ("лет", "год"),
        ("analyses", "analyse"), ("leaves", "leave"), ("labour", "labor"), ("Х", "X"),
        ("organisation", "organizations"), ("Cовет", "совета"),
    ],
)  # fmt: skip
def test_every_reading_of_a_form_has_its_key(one: str, other: str):
    assert not set(keys(one)).isdisjoint(keys(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("сталь", "стать"), ("мир", "мера"), ("замок", "замкнуть"), ("policy", "police"),
        ("international", "internal"), ("author", "authority"), ("ration", "rational"),
        ("department", "depart"), ("unit", "united"), ("Ленин", "лень"),
    ],
)  # fmt: skip
def test_different_words_have_different_keys(one: str, other: str):
    assert set(keys(one)).isdisjoint(keys(other))


def test_bases_undo_no_more_than_number_and_case():
    assert bases("organisations") == ("organization",)
    assert bases("organs") == ("organ",)
    assert bases("congress’s") == ("congress",)
    assert "совет" in bases("Советами")


@pytest.mark.parametrize(
    ("compound", "together"),
    [
        ("co-operatives", "cooperative"), ("co‑operation", "cooperation"), ("5,000", "5000"),
        ("5\u00a0000", "5000"), ("военно-революционного", "военнореволюционный"),
    ],
)  # fmt: skip
def test_a_compound_is_found_without_its_hyphen(compound: str, together: str):
    assert not set(joined_keys(Word(0, len(compound), compound))).isdisjoint(keys(together))


@pytest.mark.parametrize("text", ["1920-24", "совет", "1,5", "soviet"])
def test_what_is_no_compound_has_no_joined_keys(text: str):
    assert joined_keys(Word(0, len(text), text)) == ()


def test_the_owners_exceptions_come_first_and_bind_both_forms(restored: None):
    before = fingerprint()
    assert set(keys("подотдел")).isdisjoint(keys("п/о"))

    use_exceptions(load_exceptions("# own\nчекой\tЧека # тётка\nspets\tspecialist\n\nx\n"))

    assert keys("Чекой")[0] == "чека"
    assert not set(keys("spets")).isdisjoint(keys("specialists"))
    assert fingerprint() != before


def test_an_exceptions_file_may_give_a_form_several_lemmas():
    assert load_exceptions("стёкол\tстекло\nСтекол\tСтёкла\n") == {"стекол": ("стекло", "стекла")}


def test_paradigms_are_of_both_languages():
    assert {paradigm.language for paradigm in PARADIGMS} == set(Language)
