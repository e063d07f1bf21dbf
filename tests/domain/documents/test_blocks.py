import pytest
from reader.domain.documents.blocks import scan
from reader.domain.documents.kinds import Block, BlockKind


def read(text: str) -> list[tuple[str, str]]:
    """Return (kind, words) of each block."""
    return [(block.kind.value, words(text, block)) for block in scan(text).blocks]


def words(text: str, block: Block) -> str:
    return "\n".join(text[piece.start : piece.end] for piece in block.pieces)


def blocks(text: str) -> tuple[Block, ...]:
    return scan(text).blocks


def test_paragraphs_end_at_an_empty_line():
    assert read("Хлеба нет.\nЖдут.\n\n\nBread came.\n") == [
        ("paragraph", "Хлеба нет.\nЖдут."),
        ("paragraph", "Bread came."),
    ]


def test_nothing_but_white_space_has_no_block():
    assert read(" \n\t\n\n") == []


@pytest.mark.parametrize(
    ("text", "level", "title"),
    [
        ("# Ёлка", 1, "Ёлка"),
        ("###### Notes ##", 6, "Notes"),
        ("## C# and F#", 2, "C# and F#"),
        ("   ### Хлеб", 3, "Хлеб"),
        ("Хлеб\n====", 1, "Хлеб"),
        ("Bread\n---", 2, "Bread"),
    ],
)
def test_headings_keep_their_rank_and_lose_their_marks(text: str, level: int, title: str):
    (found,) = blocks(text)

    assert (found.kind, found.level, words(text, found)) == (BlockKind.HEADING, level, title)


def test_a_hash_without_a_space_is_a_paragraph():
    assert read("#хлеб") == [("paragraph", "#хлеб")]


def test_a_heading_needs_no_empty_line_around_it():
    assert read("Текст.\n## Хлеб\nЕщё.") == [
        ("paragraph", "Текст."),
        ("heading", "Хлеб"),
        ("paragraph", "Ещё."),
    ]


def test_list_items_know_their_mark_and_depth():
    text = "- хлеб\n    1. чёрный\n    2. белый\n- peace\n"
    found = blocks(text)

    assert [(one.number, one.level, words(text, one)) for one in found] == [
        ("•", 1, "хлеб"),
        ("1.", 2, "чёрный"),
        ("2.", 2, "белый"),
        ("•", 1, "peace"),
    ]


def test_an_items_second_paragraph_has_its_depth_and_no_mark():
    text = "1. Хлеб.\n\n    Ещё о хлебе.\n\n2. Peace.\n"
    found = blocks(text)

    assert [(one.kind.value, one.number, one.level) for one in found] == [
        ("item", "1.", 1),
        ("item", "", 1),
        ("item", "2.", 1),
    ]


def test_a_list_may_follow_a_paragraph_without_an_empty_line():
    assert [kind for kind, _ in read("Они требовали:\n- хлеба\n- мира")] == [
        "paragraph",
        "item",
        "item",
    ]


def test_a_paragraph_after_a_list_is_no_item():
    assert read("- хлеб\n\nПотом ждали.") == [("item", "хлеб"), ("paragraph", "Потом ждали.")]


def test_a_year_at_a_lines_start_inside_a_paragraph_begins_a_list_only_with_its_dot_and_space():
    assert read("В\n1920-м ждали.") == [("paragraph", "В\n1920-м ждали.")]


def test_quotations_lose_their_marks_and_keep_their_depth():
    text = "> Мы ждали.\n> Ещё ждём.\n>\n>> “Who?”\n"
    found = blocks(text)

    assert [(one.quote, words(text, one)) for one in found] == [
        (1, "Мы ждали.\nЕщё ждём."),
        (2, "“Who?”"),
    ]


def test_a_quotation_may_hold_a_list():
    text = "> - хлеб\n> - мир\n"

    assert [(one.kind.value, one.quote) for one in blocks(text)] == [("item", 1), ("item", 1)]


def test_a_table_is_a_row_a_block_and_its_delimiter_no_block():
    text = "| Год | People |\n|---|---:|\n| 1920 | 1 028 |\n\nПосле."
    found = blocks(text)

    assert [(one.kind.value, one.number, words(text, one)) for one in found] == [
        ("row", "head", "| Год | People |"),
        ("row", "", "| 1920 | 1 028 |"),
        ("paragraph", "", "После."),
    ]


def test_a_pipe_in_prose_is_no_table():
    assert read("Хлеб | мир\nи ещё") == [("paragraph", "Хлеб | мир\nи ещё")]


def test_footnotes_keep_their_label_and_their_further_paragraphs():
    text = "Слово[^прим].\n\n[^прим]: Примечание.\n\n    Ещё.\n\nДальше."
    found = blocks(text)

    assert [(one.kind.value, one.label, words(text, one)) for one in found[1:]] == [
        ("note", "прим", "Примечание."),
        ("note", "прим", "Ещё."),
        ("paragraph", "", "Дальше."),
    ]


def test_figures_have_an_image_a_caption_and_a_credit_in_either_language():
    text = "![Столбцы](images/a.svg)\nПодпись: Население.\nCredit: The editors.\n\nДальше."
    found = blocks(text)

    assert [(one.kind.value, words(text, one)) for one in found] == [
        ("figure", "![Столбцы](images/a.svg)"),
        ("caption", "Население."),
        ("credit", "The editors."),
        ("paragraph", "Дальше."),
    ]
    assert found[0].label == "images/a.svg"


def test_the_words_caption_and_source_mean_nothing_away_from_a_figure():
    assert read("Источник: газета «Правда».") == [("paragraph", "Источник: газета «Правда».")]


def test_a_fence_is_one_block_with_its_empty_lines():
    text = "```text\nхлеб\n\n# not a heading\n```\nДальше."

    assert read(text) == [("code", "хлеб\n\n# not a heading"), ("paragraph", "Дальше.")]


def test_a_fence_that_does_not_end_runs_to_the_end():
    assert read("```\nхлеб\n- ещё") == [("code", "хлеб\n- ещё")]


def test_an_empty_fence_is_no_block():
    assert read("```\n```\n\nХлеб.") == [("paragraph", "Хлеб.")]


def test_a_rule_is_remembered_by_the_block_behind_it():
    found = blocks("Хлеб.\n\n***\n\nPeace.\n\nEnd.")

    assert [one.after_rule for one in found] == [False, True, False]


def test_link_definitions_are_no_blocks():
    scanned = scan('[Правда]: https://example.org/a "Газета"\n\nСм. [газету][правда].')

    assert [block.kind.value for block in scanned.blocks] == ["paragraph"]
    assert scanned.references == {"правда": ("https://example.org/a", "Газета")}


def test_blocks_know_their_lines_in_the_file():
    scanned = scan("\nХлеб.\n\n- a\n- b\n\n| x | y |\n|---|---|\n| 1 | 2 |\n", first_line=10)

    assert [block.line for block in scanned.blocks] == [11, 13, 14, 16, 18]


def test_carriage_returns_are_outside_of_all_pieces():
    text = "# Хлеб\r\n\r\nЖдут.\r\nЕщё.\r\n"

    assert read(text) == [("heading", "Хлеб"), ("paragraph", "Ждут.\nЕщё.")]


def test_deep_nesting_is_read_without_recursion():
    text = "> " * 3000 + "ё"

    assert blocks(text)[0].quote == 3000
