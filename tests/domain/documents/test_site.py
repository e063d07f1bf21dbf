import pytest
from reader.domain.documents.site import read_site
from reader.domain.errors import BadInput
from reader.domain.language.languages import Language
from tests.support.content import SITE
from tests.support.databases import CONTENT

FILE = "site.toml"


def problems(source: str) -> list[tuple[int, str]]:
    with pytest.raises(BadInput) as caught:
        read_site(source, FILE)
    assert {problem.file for problem in caught.value.problems} == {FILE}
    return [(problem.line, problem.kind) for problem in caught.value.problems]


def line_of(source: str, words: str) -> int:
    return source[: source.index(words)].count("\n") + 1


def test_the_example_is_read_in_both_languages():
    found = read_site(SITE, FILE)

    assert found.name[Language.RUSSIAN] == "Отступление"
    assert found.book.author.en == "A. Author"
    assert [section.id for section in found.sections] == ["texts"]
    assert found.editions[0].year == 2008
    assert found.source == SITE


def test_the_sites_own_description_is_read():
    source = (CONTENT / FILE).read_text()

    assert len(read_site(source, FILE).editions) >= 4


def test_broken_toml_is_told_with_its_line():
    assert problems(SITE.replace("year = 2008", "year = ")) == [
        (line_of(SITE, "year = 2008"), "site-toml")
    ]


def test_toml_that_ends_too_early_is_told_at_its_last_line():
    source = SITE + '\n[[section]]\nid = "ё'

    assert problems(source)[0][1] == "site-toml"


@pytest.mark.parametrize("key", ["name", "tagline", "description", "rights", "front"])
def test_a_missing_key_of_the_site_is_told(key: str):
    lines = [line for line in SITE.split("\n") if not line.startswith(key + " = ")]

    assert problems("\n".join(lines)) == [(1, "site-lacks")]


def test_a_missing_key_of_an_entry_is_told_at_the_entry():
    source = SITE.replace("year = 2008\n", "")

    assert problems(source) == [(line_of(source, "[[edition]]"), "site-lacks")]


@pytest.mark.parametrize("table", ["site", "book"])
def test_a_missing_table_is_told(table: str):
    assert "site-lacks" in [k for _, k in problems(SITE.replace(f"[{table}]", "[other]"))]


def test_an_unknown_key_is_told_at_its_line():
    source = SITE.replace('front = "front"', 'front = "front"\ncolour = "красный"')

    assert problems(source) == [(line_of(source, "colour"), "site-unknown")]


def test_a_key_with_one_language_only_is_told_at_its_line():
    source = SITE.replace('{ en = "A book", ru = "Книга" }', '{ en = "A book" }')

    assert problems(source) == [(line_of(source, "tagline"), "site-value")]


def test_the_line_told_is_that_of_the_right_table():
    source = SITE.replace('publisher = { en = "Press", ru = "Издательство" }', "publisher = 1")

    assert problems(source) == [(line_of(source, "publisher"), "site-value")]


def test_a_wrong_title_of_a_section_is_told_at_the_section_and_not_at_the_book():
    source = SITE.replace('title = { en = "Texts", ru = "Тексты" }', 'title = { en = "Texts" }')

    assert problems(source) == [(line_of(source, 'title = { en = "Texts" }'), "site-value")]


def test_two_sections_of_one_id_are_told():
    source = SITE + '\n[[section]]\ntitle = { en = "More", ru = "Ещё" }\nid = "texts"\n'

    assert problems(source) == [(source.count("\n"), "site-twice")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("year = 2008", 'year = "2008"'),
        ("year = 2008", "year = true"),
        ('id = "first"', 'id = "Первое"'),
        ('front = "front"', "front = 1"),
        ('language = "en"\ntitle = "Retreat"', "language = 1\ntitle = 'Retreat'"),
    ],
)
def test_a_value_that_does_not_fit_is_told(before: str, after: str):
    assert [kind for _, kind in problems(SITE.replace(before, after))] == ["site-value"]


def test_a_site_without_sections_is_read():
    source = SITE[: SITE.index("[[section]]")]

    assert read_site(source, FILE).sections == ()


@pytest.mark.parametrize("extra", ["section = 1", "edition = [1, 2]"])
def test_a_table_of_the_wrong_shape_is_told(extra: str):
    source = SITE[: SITE.index("[[edition]]")]

    assert "site-value" in [kind for _, kind in problems(extra + "\n" + source)]
