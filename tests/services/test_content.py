"""What is read of a content folder, and what is wrong between its files."""

from __future__ import annotations

import pytest
from reader.domain.errors import BadInput
from reader.domain.language.languages import Language
from reader.services.content import Content, read_content, read_files
from tests.support.content import Folder


def read(content: Folder) -> Content:
    return read_content(read_files(content.path))


def problems(content: Folder) -> list[tuple[str, int, str]]:
    with pytest.raises(BadInput) as caught:
        read(content)
    return [(one.file, one.line, one.kind) for one in caught.value.problems]


def test_documents_and_tables_are_read(content: Folder):
    found = read(content)

    assert set(found.texts) == {"bread", "front"}
    assert set(found.texts["bread"]) == set(Language)
    assert [term.ru for term in found.terms] == ["совет"]
    assert [name.ru for name in found.names] == ["Ленин Владимир Ильич"]
    assert [event.document for event in found.events] == ["bread"]


def test_only_the_documents_asked_for_are_read(content: Folder):
    assert set(read_content(read_files(content.path), ["front"]).texts) == {"front"}


def test_tables_may_be_left_out(content: Folder):
    for name in ("terms.tsv", "names.tsv", "timeline.tsv"):
        (content.path / name).unlink()
    found = read(content)

    assert (found.terms, found.names, found.events) == ((), (), ())


def test_a_readme_is_no_document(content: Folder):
    (content.path / "README.md").write_text("Как писать тексты.\n")

    assert set(read(content).texts) == {"bread", "front"}


def test_a_markdown_file_of_another_name_is_told(content: Folder):
    (content.path / "Хлеб.ru.md").write_text("Хлеб.\n")
    with pytest.raises(BadInput) as caught:
        read_files(content.path)

    assert [(one.file, one.kind) for one in caught.value.problems] == [("Хлеб.ru.md", "file-name")]


def test_links_are_resolved_to_addresses(content: Folder):
    images = content.path / "images"
    images.mkdir()
    (images / "a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    content.write(
        "links",
        "[b](bread.en.md) [t](/terms) [h](https://example.org) [n](#x)\n\n![ё](images/a.svg)\n",
        order="9",
    )
    html = " ".join(one.html for one in read(content).texts["links"][Language.ENGLISH].segments)

    assert 'href="../read/bread"' in html
    assert 'href="../terms"' in html
    assert 'href="https://example.org"' in html
    assert 'src="/media/a.svg?v=' in html


@pytest.mark.parametrize(
    "target",
    [
        "peace.en.md",
        "/admin",
        "images/none.svg",
        "ftp://example.org",
        "../site.toml",
        "//example.org",
    ],
)
def test_a_link_that_leads_nowhere_is_told(content: Folder, target: str):
    content.write("links", f"[ё]({target})\n", order="9")

    assert problems(content) == [("links.en.md", 12, "link-unknown")]


def test_a_section_that_is_not_there_is_told_at_its_line(content: Folder):
    content.edit("bread", "en", "section: texts", "section: nowhere")

    assert ("bread.en.md", 4, "section-unknown") in problems(content)


@pytest.mark.parametrize(
    ("field", "value", "line"),
    [("order: 1", "order: 2", 5), ("date: 2026-11-24", "date: 2026-01-01", 6)],
)
def test_sides_must_agree(content: Folder, field: str, value: str, line: int):
    content.edit("bread", "ru", field, value)

    assert problems(content) == [("bread.ru.md", line, "sides-differ")]


def test_a_site_without_its_front_page_is_told(content: Folder):
    content.remove("front")

    assert ("site.toml", 0, "front-page-missing") in problems(content)


def test_an_event_of_an_unknown_document_is_told_at_its_line(content: Folder):
    timeline = content.path / "timeline.tsv"
    timeline.write_text(timeline.read_text().replace("\tbread\n", "\tpeace\n"))

    assert problems(content) == [("timeline.tsv", 2, "event-document")]


def test_an_empty_line_in_the_timeline_does_not_shift_the_line_told(content: Folder):
    timeline = content.path / "timeline.tsv"
    header, row = timeline.read_text().splitlines()
    timeline.write_text(f"{header}\n\n{row.removesuffix('bread')}peace\n")

    assert problems(content) == [("timeline.tsv", 3, "event-document")]


def test_a_table_that_is_not_utf8_is_told_at_its_line(content: Folder):
    names = content.path / "names.tsv"
    names.write_bytes(names.read_bytes() + "ёлка\n".encode("cp1251"))

    assert problems(content) == [("names.tsv", 3, "file-encoding")]


def test_all_problems_of_all_files_are_told_in_order(content: Folder):
    content.edit("bread", "ru", "order: 1", "order: ё")
    content.edit("front", "ru", "order: 0", "order: ё")
    (content.path / "site.toml").write_text("[site\n")

    assert [file for file, _, _ in problems(content)] == ["bread.ru.md", "front.ru.md", "site.toml"]
