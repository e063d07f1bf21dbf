import datetime as dt

import pytest
from reader.domain.documents.front import part
from reader.domain.errors import BadInput
from tests.support.content import make_document, make_front

FILE = "bread.ru.md"


def problems(text: str) -> list[tuple[int, str]]:
    with pytest.raises(BadInput) as caught:
        part(text, FILE)
    assert {problem.file for problem in caught.value.problems} == {FILE}
    return [(problem.line, problem.kind) for problem in caught.value.problems]


def test_every_field_is_read_in_its_type():
    found = part(make_document("Хлеба нет.\n", "ru", authors='["Ёлкин П.", "Редакция"]'), FILE)

    assert found.front.title == "Хлеб и мир"
    assert found.front.date == dt.date(2026, 11, 24)
    assert found.front.order == 1
    assert found.front.authors == ("Ёлкин П.", "Редакция")


def test_the_text_begins_behind_the_closing_line():
    text = make_document("Хлеба нет.\n", "ru")
    found = part(text, FILE)

    assert text[found.start :] == "\nХлеба нет.\n"
    assert text.splitlines()[found.first_line - 1] == ""


def test_a_title_that_yaml_takes_for_a_number_is_words():
    assert part(make_document("x", title="1920"), FILE).front.title == "1920"


def test_a_quoted_colon_stays_in_the_title():
    text = make_document("x", title="'Москва: очерк'")

    assert part(text, FILE).front.title == "Москва: очерк"


@pytest.mark.parametrize(
    "text", ["", "Хлеба нет.\n", " ---\ntitle: x\n---\n", "# Заголовок\n---\n"]
)
def test_a_file_without_front_matter_is_refused(text: str):
    assert problems(text) == [(1, "front-missing")]


def test_front_matter_that_does_not_end_is_refused():
    assert problems("---\ntitle: Хлеб\n\nХлеба нет.\n") == [(1, "front-unclosed")]


def test_broken_yaml_is_told_with_its_line():
    assert problems(make_front(summary="[не закрыто")) == [(4, "front-yaml")]


def test_an_unquoted_colon_is_told_at_its_line():
    assert problems(make_front(title="Москва: очерк")) == [(2, "front-yaml")]


@pytest.mark.parametrize("body", ["- title\n- summary\n", "просто слова\n", "\n"])
def test_front_matter_must_be_fields(body: str):
    assert problems(f"---\n{body}---\n") == [(2, "front-not-fields")]


def test_a_field_that_stands_twice_is_told_at_its_second_place():
    front = make_front().replace("rights:", "title: Ещё раз\nrights:")

    assert problems(front) == [(9, "front-twice")]


def test_an_unknown_field_is_told_at_its_line():
    front = make_front().replace("rights:", "autor: Ёлкин\nrights:")

    assert problems(front) == [(9, "front-unknown")]


@pytest.mark.parametrize(
    "field", ["title", "summary", "section", "order", "date", "authors", "source", "rights"]
)
def test_each_missing_field_is_told_at_the_closing_line(field: str):
    assert problems(make_front("en", **{field: None})) == [(9, "front-lacks")]


@pytest.mark.parametrize(
    ("field", "value", "kind"),
    [
        ("title", "''", "front-words"),
        ("title", "true", "front-words"),
        ("title", "[Хлеб]", "front-words"),
        ("title", "2026-11-24", "front-words"),
        ("summary", "", "front-words"),
        ("section", "Статьи", "front-section"),
        ("section", "1", "front-section"),
        ("order", "первый", "front-order"),
        ("order", "-1", "front-order"),
        ("order", "1.5", "front-order"),
        ("order", "true", "front-order"),
        ("order", "1000001", "front-order"),
        ("date", "24 ноября 2026", "front-date"),
        ("date", "2026", "front-date"),
        ("date", "2026-11-24 12:00:00", "front-date"),
        ("authors", "Ёлкин П.", "front-authors"),
        ("authors", "[]", "front-authors"),
        ("authors", "['']", "front-authors"),
        ("authors", "[[Ёлкин]]", "front-authors"),
        ("date", "2026-02-30", "front-value"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_at_its_line(field: str, value: str, kind: str):
    fields = ["title", "summary", "section", "order", "date", "authors", "source", "rights"]

    assert problems(make_front("en", **{field: value})) == [(fields.index(field) + 2, kind)]


def test_all_problems_are_told_at_once_in_the_order_of_lines():
    front = make_front(title="''", order="ещё", rights=None)

    assert problems(front) == [(2, "front-words"), (5, "front-order"), (9, "front-lacks")]


def test_yaml_cannot_make_objects():
    found = problems(make_front(title="!!python/object/apply:os.system ['true']"))

    assert found == [(2, "front-value")]


def test_words_on_several_lines_are_refused():
    assert problems(make_front(title='"Хлеб\\nи мир"')) == [(2, "front-words")]


def test_a_nested_alias_bomb_is_refused():
    rows = "\n".join(f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9))
    front = make_front().replace("rights:", f"extra:\n  a0: &a0 [ё]\n{rows}\nrights:")

    assert problems(front)[0][1] in {"front-unknown", "front-value"}
