"""Other readings of a typed word: keyboard layouts and transliterations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader.domain.language.words_spellings import MOST_SPELLINGS, spellings


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("htdjk.wbz", "революция"), ("Ktyby", "ленин"), ("cjdtn", "совет"), ("куекуфе", "retreat"),
        ("Zinoviev", "зиновьев"), ("Zinov'ev", "зиновьев"), ("Zinov’ev", "зиновьев"),
        ("Zinovev", "зиновьев"), ("Zinovyev", "зиновьев"), ("Trotskii", "троцкий"),
        ("Trotsky", "троцкий"), ("Trotski", "троцкий"), ("Shliapnikov", "шляпников"),
        ("Shlyapnikov", "шляпников"), ("Miasnikov", "мясников"), ("Myasnikov", "мясников"),
        ("Dzerzhinsky", "дзержинский"), ("Kronstadt", "кронштадт"), ("Kronshtadt", "кронштадт"),
        ("Kollontai", "коллонтай"), ("Proletkult", "пролеткульт"), ("Gorky", "горький"),
        ("Зиновьев", "zinoviev"), ("Зиновьев", "zinovev"), ("Троцкий", "trotsky"),
        ("Троцкий", "trotskii"), ("Мясников", "miasnikov"), ("Мясников", "myasnikov"),
    ],
)  # fmt: skip
def test_a_word_is_read_as_it_was_meant(typed: str, meant: str):
    assert meant in spellings(typed)


@pytest.mark.parametrize("word", ["the", "ЦК", "нэп", "", "1921", "b", "—"])
def test_short_words_are_not_read_otherwise(word: str):
    assert spellings(word) == ()


def test_a_russian_word_is_not_taken_for_mistyped_english():
    assert not any(len(reading) == 5 and reading == "cjdtn" for reading in spellings("совет"))


@given(st.text(max_size=40))
def test_any_text_has_few_readings_none_of_them_empty(text: str):
    found = spellings(text)

    assert len(found) <= MOST_SPELLINGS
    assert all(found)
