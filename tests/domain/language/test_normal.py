"""Folding: what the accidents of spelling have in common."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from reader.domain.language.normal import LONGEST_TOKEN, fold, token

LETTERS = "abcxyzéüñABCÉабвеёийъяАБВЕЁИЙЪЯ"
plain = st.text(alphabet=LETTERS + " -’'0123456789", max_size=40)


def test_yo_is_ye_and_short_i_stays_itself():
    assert fold("Ёлка, елка; Йод, иод") == "елка, елка; йод, иод"


def test_stress_marks_and_soft_hyphens_are_no_part_of_a_word():
    assert fold("за\u0301мок") == fold("замок") == "замок"
    assert fold("рево\u00adлюция") == "революция"
    assert fold("Zinov\u200bev naïve") == "zinovev naive"


@given(plain)
def test_case_and_composition_do_not_matter(text: str):
    decomposed = unicodedata.normalize("NFD", text)

    assert fold(text.upper()) == fold(text.lower()) == fold(decomposed)


@given(plain)
def test_folding_twice_changes_nothing(text: str):
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=80))
def test_a_token_is_made_of_safe_characters_only(text: str):
    assert re.fullmatch("[0-9a-zа-я_]*", token(text))


@given(st.text(alphabet="абвxyzßøλ漢", min_size=1, max_size=LONGEST_TOKEN // 2), st.integers(1, 30))
def test_a_beginning_of_a_word_has_a_beginning_of_its_token(word: str, length: int):
    assert token(word).startswith(token(word[:length]))


def test_letters_of_other_alphabets_stay_apart():
    assert len({token(word) for word in ("λόγος", "漢字", "øre", "ore", "оре")}) == 5
