"""Numbers and dates are worth the same in both conventions."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader.domain.language.languages import Language
from reader.domain.language.numbers import NumberKind, dates, numbers

SAME = [
    ("1,500 men", "1500 человек"),
    ("1,500 men", "1 500 человек"),
    ("1,500 men", "1\u00a0500 человек"),
    ("5,000 workers", "5 тыс. рабочих"),
    ("1,500 workers", "1,5 тыс. рабочих"),
    ("5 million roubles", "5 млн рублей"),
    ("1.5 per cent", "1,5 процента"),
    ("45%", "45 %"),
    ("the 20th century", "XX век"),
    ("the twentieth century", "двадцатый век"),
    ("1920–24", "1920–24 гг."),
    ("1920-1924", "1920–1924 гг."),
    ("twenty-five thousand", "двадцати пяти тысяч"),
    ("two hundred and fifty", "двухсот пятидесяти"),
    ("forty", "сорока"),
    ("in 1921", "в 1921 году"),
]


@pytest.mark.parametrize(("english", "russian"), SAME)
def test_both_conventions_give_one_value(english: str, russian: str) -> None:
    some = [(one.value, one.kind) for one in numbers(english, Language.ENGLISH)]

    assert some
    assert some == [(one.value, one.kind) for one in numbers(russian, Language.RUSSIAN)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("on 7 November 1917", Language.ENGLISH),
        ("on November 7, 1917", Language.ENGLISH),
        ("on the 7th of November 1917", Language.ENGLISH),
        ("7 ноября 1917 г.", Language.RUSSIAN),
        ("07.11.1917", Language.RUSSIAN),
        ("1917-11-07", Language.RUSSIAN),
    ],
)
def test_a_day_is_the_same_however_it_is_written(text: str, language: Language) -> None:
    assert [(d.day, d.month, d.year) for d in dates(text, language)] == [(7, 11, 1917)]


def test_a_century_is_told_from_a_number() -> None:
    assert numbers("XIX–XX вв.", Language.RUSSIAN)[0].kind is NumberKind.CENTURY
    assert numbers("XIX–XX вв.", Language.RUSSIAN)[1].value == Decimal(20)


@given(st.text(), st.sampled_from(Language))
def test_numbers_lie_in_order_and_apart_in_any_text(text: str, language: Language) -> None:
    found = numbers(text, language)

    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
