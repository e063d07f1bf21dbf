from reader.domain.documents.blocks import scan
from reader.domain.documents.segments import segment
from reader.domain.language.languages import Language


def parts(text: str, language: Language = Language.RUSSIAN) -> list[tuple[str, str, str]]:
    found = segment(text, scan(text).blocks, language)
    return [(one.before, one.source, one.after) for one in found]


def test_markup_goes_before_and_white_space_after():
    assert parts("## Голод\n\nХлеба нет. Ждут.\n") == [
        ("## ", "Голод", "\n"),
        ("\n", "Хлеба нет.", " "),
        ("", "Ждут.", "\n"),
    ]


def test_a_sentence_over_two_lines_of_a_quotation_keeps_the_mark_in_its_source_only():
    text = "> Мы ещё\n> ждём.\n"
    (found,) = segment(text, scan(text).blocks, Language.RUSSIAN)

    assert found.source == "Мы ещё\n> ждём."
    assert found.content == "Мы ещё\nждём."


def test_a_footnote_mark_belongs_to_the_sentence_before_it():
    assert [source for _, source, _ in parts("Собрался съезд.[^1] Ждали.")] == [
        "Собрался съезд.[^1]",
        "Ждали.",
    ]


def test_a_table_row_is_one_segment_whatever_its_cells_say():
    text = "| Хлеб. Мир. | Da. Net. |\n|---|---|\n"

    assert [source for _, source, _ in parts(text)] == ["| Хлеб. Мир. | Da. Net. |"]


def test_code_is_one_segment():
    assert [source for _, source, _ in parts("```\nА. Б.\n\nВ. Г.\n```\n")] == ["А. Б.\n\nВ. Г."]


def test_the_last_segment_takes_all_that_is_left():
    assert parts("Хлеб.\n\n---\n\n") == [("", "Хлеб.", "\n\n---\n\n")]


def test_no_block_no_segment():
    assert parts("\n \n---\n") == []


def test_each_item_and_caption_begins_a_segment_without_its_mark():
    text = "- уравнение\n- выборы\n\n![ё](images/a.svg)\nПодпись: Население Москвы.\n"

    assert [source for _, source, _ in parts(text)] == [
        "уравнение",
        "выборы",
        "![ё](images/a.svg)",
        "Население Москвы.",
    ]
