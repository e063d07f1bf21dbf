import re

import pytest
from reader.domain.documents.inline import CELL, Renderer, cut, plain


def make_renderer(**references: tuple[str, str]) -> Renderer:
    return Renderer(references, resolve=lambda target: target)


def html(*contents: str) -> list[str]:
    return [one.html for one in make_renderer().render(contents)]


def test_plain_words_stay_as_they_are():
    assert html("Хлеба нет — и «мира» нет.") == ["Хлеба нет — и «мира» нет."]


def test_emphasis_links_and_code_are_rendered():
    (found,) = html("*Хлеб*, **мир** и [съезд](https://example.org/a) `x < y`")

    assert found == (
        '<em>Хлеб</em>, <strong>мир</strong> и <a href="https://example.org/a">съезд</a> '
        "<code>x &lt; y</code>"
    )


def test_emphasis_over_a_sentences_end_is_closed_and_opened_again():
    assert html("Они сказали: *Хватит.", "Ещё хлеба.* Ждали.") == [
        "Они сказали: <em>Хватит.</em>",
        "<em>Ещё хлеба.</em> Ждали.",
    ]


def test_a_link_over_a_sentences_end_leads_from_both_pieces():
    assert html("См. [съезд.", "Март](https://example.org/a).") == [
        'См. <a href="https://example.org/a">съезд.</a>',
        '<a href="https://example.org/a">Март</a>.',
    ]


@pytest.mark.parametrize(
    "contents",
    [
        ["![Один.", "Два.](a.svg) ещё"],
        ['[ё](https://a.example "Первое.', 'Второе.") ещё'],
        ["[](", ")"],
    ],
)
def test_a_cut_inside_an_attribute_leaves_no_tag_open(contents: list[str]):
    for found in html(*contents):
        assert found.count("<") == found.count(">")
        assert "<img" not in found


def test_footnote_marks_become_links_that_the_page_numbers():
    (found,) = html("Собрался съезд.[^прим]")
    link = found.removeprefix("Собрался съезд.")

    assert link.startswith("<a ")
    assert link.endswith(">прим</a>")
    assert set(re.findall(r'[\w-]+="[^"]*"', link)) == {
        'class="note-ref"',
        'data-note="прим"',
        'href="#"',
    }


def test_a_footnote_mark_is_no_part_of_the_plain_text():
    (found,) = make_renderer().render(["Съезд[^1] собрался."])

    assert found.plain == "Съезд собрался."


def test_reference_links_find_their_definitions():
    renderer = make_renderer(правда=("https://example.org/p", "Газета"))
    (found,) = renderer.render(["См. [газету][Правда]."])

    assert found.html == 'См. <a href="https://example.org/p" title="Газета">газету</a>.'


def test_links_and_pictures_are_resolved():
    renderer = Renderer({}, resolve=lambda target: f"../read/{target}")
    (found,) = renderer.render(["[о хлебе](bread.ru.md) ![ё](a.svg)"])

    assert 'href="../read/bread.ru.md"' in found.html
    assert 'src="../read/a.svg"' in found.html


def test_an_images_words_are_its_description():
    (found,) = make_renderer().render(['![Столбцы: «ё»](images/a.svg "Moscow")'])

    assert found.plain == "Столбцы: «ё»"


def test_quotes_in_an_images_description_are_kept():
    (found,) = make_renderer().render(['![Столбцы "ё"](images/a.svg)'])

    assert found.plain == 'Столбцы "ё"'


def test_a_row_is_rendered_cell_by_cell():
    found = make_renderer().render_row("| *Год* | a\\|b | 1 028 |")

    assert found.html.split(CELL) == ["<em>Год</em>", "a|b", "1 028"]
    assert found.plain == "Год | a|b | 1 028"


def test_a_rows_empty_cells_stay():
    assert make_renderer().render_row("| Хлеб || |").html.split(CELL) == ["Хлеб", "", ""]


def test_code_is_escaped_and_not_read_as_markdown():
    found = make_renderer().render_code("<b>*ё*</b>")

    assert found.html == "&lt;b&gt;*ё*&lt;/b&gt;"
    assert found.plain == "<b>*ё*</b>"


def test_no_break_spaces_and_stress_marks_survive():
    (found,) = make_renderer().render(["За\u0301мок, 1920\u00a0г."])

    assert found.plain == "За\u0301мок, 1920\u00a0г."


def test_the_private_marks_of_the_renderer_cannot_be_smuggled_in():
    found = make_renderer().render(["хлеб\ue000мир", "ещё\ue001."])

    assert [one.plain for one in found] == ["хлебмир", "ещё."]
    assert CELL not in make_renderer().render_row("| a\ue001b | ё |").html.replace(CELL, "", 1)


def test_attribute_lists_cannot_bring_in_more_than_the_page_allows():
    (found,) = html("*хлеб*{: onclick=alert(1) style=color:red lang=en }")

    assert found == '<em lang="en">хлеб</em>'


# Each must come out without anything that runs, loads or leaves the page's frame.
PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<iframe src=https://evil.example></iframe>",
    "<a href='javascript:alert(1)'>ё</a>",
    "[ё](javascript:alert(1))",
    "[ё](JaVaScRiPt:alert(1))",
    "[ё](java\tscript:alert(1))",
    "[ё](&#106;avascript:alert(1))",
    "[ё](data:text/html;base64,PHNjcmlwdD4=)",
    "[ё](vbscript:msgbox)",
    "![ё](javascript:alert(1))",
    "![ё](data:image/svg+xml;base64,PHN2Zz4=)",
    '![ё](x" onerror="alert(1))',
    '[ё](https://a "x" onmouseover="alert(1)")',
    "<form action=https://evil.example><input name=p></form>",
    "<base href=https://evil.example>",
    "<meta http-equiv=refresh content=0>",
    "<link rel=stylesheet href=https://evil.example>",
    "<style>*{display:none}</style>",
    "<b style='position:fixed'>ё</b>",
    "<b onclick=alert(1)>ё</b>",
    "<object data=x></object>",
    "<embed src=x>",
    "<math><mi xlink:href='javascript:alert(1)'>ё</mi></math>",
    "<details open ontoggle=alert(1)>",
    "<video src=x onerror=alert(1)></video>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<a href=https://evil.example target=_blank>ё</a>",
    "<script",
    "<img src='x' onerror='alert(1)'",
    "`<script>alert(1)</script>`",
    "<textarea></textarea><img src=x onerror=alert(1)>",
    "[^<script>alert(1)</script>]",
    '[^"onclick="alert(1)]',
    "<ё onclick=alert(1)>хлеб</ё>",
    "[a]: javascript:alert(1)\n[a]",
    "<https://evil.example/'onmouseover='alert(1)>",
    "<javascript:alert(1)>",
]
OPENING = re.compile(r"<([a-zA-Z][^\s>/]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
SAFE_TAGS = {
    "a",
    "abbr",
    "b",
    "br",
    "cite",
    "code",
    "del",
    "em",
    "i",
    "img",
    "ins",
    "kbd",
    "q",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
}
SAFE_ATTRIBUTES = {"href", "title", "class", "data-note", "hreflang", "lang", "src", "alt"}


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("around", ["{}", "Хлеб {} мир.", "*{}*", "[{}](https://example.org)"])
def test_nothing_that_runs_or_loads_gets_through(payload: str, around: str):
    renderer = make_renderer()
    source = around.format(payload)
    rendered = [
        renderer.render([source])[0].html,
        renderer.render(["Ещё.", source])[1].html,
        renderer.render_row(f"| {source} |").html,
        renderer.render_code(source).html,
    ]

    for found in rendered:
        for tag, attributes in OPENING.findall(found):
            assert tag in SAFE_TAGS
            names = re.findall(r"([^\s=\"']+)\s*=", re.sub(r"\"[^\"]*\"", '""', attributes))
            assert set(names) <= SAFE_ATTRIBUTES, found
            assert not re.search(
                r"(?:href|src)=\"\s*(?:javascript|data|vbscript)", found, re.IGNORECASE
            )
        assert "<script" not in found.lower()


def test_cutting_carries_nested_tags_over():
    assert cut("<em>а <strong>б|в</strong> г</em>|д", "|") == [
        "<em>а <strong>б</strong></em>",
        "<em><strong>в</strong> г</em>",
        "д",
    ]


def test_plain_text_of_breaks_and_entities():
    assert plain("Хлеб<br>мир &amp; «ё»") == "Хлеб мир & «ё»"
