import pytest
from reader.domain.documents.texts import read_text
from reader.domain.errors import BadInput
from reader.domain.language.languages import Language
from tests.support.content import EN, RU, make_document

KNOWN = {"bread.en.md", "bread.ru.md", "images/a.svg", "https://example.org"}


def resolve(target: str) -> str | None:
    return f"to/{target}" if target in KNOWN else None


def problems(text: str | bytes, file: str = "bread.ru.md") -> list[tuple[int, str]]:
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(BadInput) as caught:
        read_text(data, file, resolve=resolve)
    assert {problem.file for problem in caught.value.problems} == {file}
    return [(problem.line, problem.kind) for problem in caught.value.problems]


def make_russian(body: str) -> str:
    return make_document(body, "ru")


def test_a_whole_file_is_read_with_its_blocks_and_segments():
    found = read_text(make_russian(RU).encode(), "content/bread.ru.md", resolve=resolve)

    assert (found.slug, found.language) == ("bread", Language.RUSSIAN)
    assert found.front.title == "Хлеб и мир"
    assert found.segments[0].plain == "Хлеб и мир"
    assert found.source == make_russian(RU)


def test_both_sides_of_the_example_have_the_same_number_of_segments():
    sides = [
        read_text(make_document(text, language).encode(), f"bread.{language}.md", resolve=resolve)
        for language, text in (("en", EN), ("ru", RU))
    ]

    assert len(sides[0].segments) == len(sides[1].segments)


def test_the_fingerprint_is_that_of_the_bytes():
    one = read_text(make_russian("Хлеб.\n").encode(), "bread.ru.md", resolve=resolve)
    other = read_text(make_russian("Хлеб!\n").encode(), "bread.ru.md", resolve=resolve)

    assert one.digest != other.digest


def test_a_byte_order_mark_is_not_part_of_the_text():
    found = read_text(
        b"\xef\xbb\xbf" + make_russian("Ёлка.\n").encode(), "bread.ru.md", resolve=resolve
    )

    assert found.source == make_russian("Ёлка.\n")


@pytest.mark.parametrize(
    "name", ["Bread.ru.md", "bread.md", "bread.de.md", "хлеб.ru.md", "a--b.ru.md"]
)
def test_a_files_name_must_say_slug_and_language(name: str):
    assert problems(make_russian("Хлеб.\n"), name) == [(0, "file-name")]


def test_a_line_that_is_not_utf8_is_told():
    assert problems(make_russian("Хлеб.\n").encode() + "Ещё".encode("cp1251")) == [
        (13, "file-encoding")
    ]


@pytest.mark.parametrize("character", ["\0", "\x07", "\x1b", "\x7f", "\x0c"])
def test_a_control_character_is_told_with_its_line(character: str):
    assert problems(make_russian(f"Хлеб.\n\nЕщё{character}.\n")) == [(14, "file-control")]


@pytest.mark.parametrize("body", ["", "\n\n", "---\n", "[a]: https://example.org\n"])
def test_a_text_without_words_is_refused(body: str):
    assert problems(make_russian(body)) == [(11, "text-empty")]


def test_a_mark_without_its_note_is_told_at_the_mark():
    assert problems(make_russian("Хлеб.\n\nСъезд[^съезд].\n")) == [(14, "note-undefined")]


def test_a_note_without_its_mark_is_told_at_the_note():
    assert problems(make_russian("Хлеб.\n\n[^1]: Съезд.\n")) == [(14, "note-unused")]


def test_two_notes_of_one_label_are_told_at_the_second():
    body = "Хлеб[^1].\n\n[^1]: Съезд.\n\nЕщё.\n\n[^1]: Снова.\n"

    assert problems(make_russian(body)) == [(18, "note-twice")]


def test_two_notes_of_one_label_in_a_row_are_told_too():
    body = "Хлеб[^1].\n\n[^1]: Съезд.\n[^1]: Снова.\n"

    assert problems(make_russian(body)) == [(15, "note-twice")]


def test_a_note_may_have_several_paragraphs():
    body = "Хлеб[^1].\n\n[^1]: Съезд.\n\n    Ещё о съезде.\n"

    assert len(read_text(make_russian(body).encode(), "bread.ru.md", resolve=resolve).segments) == 3


def test_a_note_may_refer_to_another_note():
    body = "Хлеб[^1].\n\n[^1]: См.[^2]\n[^2]: Ещё.\n"

    read_text(make_russian(body).encode(), "bread.ru.md", resolve=resolve)


def test_marks_in_code_are_no_marks():
    body = "Пишите `[^1]` и `[ё](нет.md)`.\n\n```\n[^2] [ё](нет.md)\n```\n"

    read_text(make_russian(body).encode(), "bread.ru.md", resolve=resolve)


def test_a_link_that_leads_nowhere_is_told_at_its_line():
    assert problems(make_russian("Хлеб.\n\nСм. [мир](peace.ru.md).\n")) == [(14, "link-unknown")]


def test_a_link_definition_that_leads_nowhere_is_told_at_its_line():
    body = "Хлеб.\n\nСм. [мир][m].\n\n[m]: peace.ru.md\n"

    assert problems(make_russian(body)) == [(16, "link-unknown")]


def test_a_picture_that_is_not_there_is_told():
    assert problems(make_russian("Хлеб.\n\n![ё](images/b.svg)\nПодпись: Хлеб.\n")) == [
        (14, "link-unknown")
    ]


def test_a_link_inside_a_long_paragraph_is_told_at_its_own_line():
    assert problems(make_russian("Хлеб.\nЕщё.\nСм. [мир](peace.ru.md).\n")) == [
        (14, "link-unknown")
    ]


def test_all_problems_of_a_file_are_told_in_the_order_of_lines():
    body = "Съезд[^1].\n\n[ё](нет.md)\n\n[^2]: Ещё.\n"

    assert problems(make_russian(body)) == [
        (12, "note-undefined"),
        (14, "link-unknown"),
        (16, "note-unused"),
    ]
