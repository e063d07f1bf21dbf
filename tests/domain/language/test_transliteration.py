"""Names are known across scripts, in any case form."""

from __future__ import annotations

import pytest
from reader.domain.language.languages import Language
from reader.domain.language.transliteration import names, same_name, skeleton


@pytest.mark.parametrize(
    ("english", "russian"),
    [
        ("Trotsky", "Троцкого"),
        ("Trotskii", "Троцкому"),
        ("Zinoviev", "Зиновьевым"),
        ("Zinov’ev", "Зиновьева"),
        ("Bukharin", "Бухариным"),
        ("Canterville", "Кентервильского"),
        ("Washington", "Вашингтону"),
        ("Lenin", "Лениным"),
        ("Shliapnikov", "Шляпникове"),
        ("Moscow", "Москве"),
    ],
)
def test_a_name_is_known_in_every_case(english: str, russian: str) -> None:
    assert same_name(english, russian)


@pytest.mark.parametrize(("english", "russian"), [("Lenin", "Троцкий"), ("Moscow", "Киев")])
def test_other_names_are_told_apart(english: str, russian: str) -> None:
    assert not same_name(english, russian)


def test_the_first_word_of_a_sentence_is_not_taken_for_a_name() -> None:
    assert names("Тогда Ленин встретил Калинина.", Language.RUSSIAN) == ["Ленин", "Калинина"]
    assert skeleton("Эй", Language.RUSSIAN) == ""
