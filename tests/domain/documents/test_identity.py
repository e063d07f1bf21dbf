from hypothesis import given
from hypothesis import strategies as st
from reader.domain.documents.identity import ALPHABET, LENGTH, public_id


def test_the_same_words_give_the_same_id_on_every_machine():
    assert public_id("bread", "Bread.", "Хлеб.", set()) == "6kv722a"


def test_equal_passages_get_different_ids_in_a_fixed_order():
    first = public_id("bread", "Ё", "Ё", set())
    second = public_id("bread", "Ё", "Ё", {first})

    assert first != second
    assert public_id("bread", "Ё", "Ё", {first}) == second


@given(st.text(), st.text(), st.text())
def test_ids_are_short_and_of_letters_that_nobody_misreads(slug: str, en: str, ru: str):
    found = public_id(slug, en, ru, set())

    assert len(found) == LENGTH
    assert set(found) <= set(ALPHABET)


def test_the_border_between_the_sides_counts():
    assert public_id("a", "хлеб", "", set()) != public_id("a", "", "хлеб", set())
