"""A document in all its views, and what it weighs and asks."""

from __future__ import annotations

from collections.abc import Iterator

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient
from reader.app import create_app
from reader.config import Settings
from tests.support.content import Folder, make_folder
from tests.support.databases import SQLITE, Databases, make_settings, opened, publish
from tests.web.conftest import Get, database_of, make_visitor
from tests.web.html import Element, parse
from tests.web.pages import DOCUMENT, LAYOUTS, VIEWS
from tests.web.test_cache import statements

KILOBYTE = 1024
SUBJECTS = ("The delegates", "A few workers", "The committee", "Many of the women", "The union")
DEEDS = ("asked for bread", "refused the decree", "wrote to the soviet", "chose new speakers")
PLACES = ("at the bakery", "in the Bauman district", "beside the river", "in the cold hall")
ENDS = ("before the winter ended.", "and were told to wait.", "although nobody had called them.")
WHO = ("Делегаты", "Немногие рабочие", "Члены комитета", "Многие работницы", "Профсоюзы")
DID = ("просили хлеба", "отвергли декрет", "писали в совет", "выбрали новых ораторов")
WHERE = ("в пекарне", "в Бауманском районе", "у реки", "в нетопленом зале")
WHEN = ("ещё до конца зимы.", "и услышали, что надо ждать.", "хотя никто их не звал.")


def generated(count: int, parts: tuple[tuple[str, ...], ...]) -> str:
    """Return a text of `count` different sentences, four to a paragraph."""
    sentences = []
    for number in range(count):
        words = [part[number * (place * 2 + 1) % len(part)] for place, part in enumerate(parts)]
        sentences.append(f"{words[0]} {words[1]} {words[2]} ({1000 + number * 7}), {words[3]}")
    paragraphs = [" ".join(sentences[at : at + 4]) for at in range(0, count, 4)]
    return "\n\n".join(paragraphs) + "\n"


@pytest.fixture(scope="module")
def long_app(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Give an application over two generated documents, of 40 and of 400 pairs."""
    content = make_folder(tmp_path_factory.mktemp("long") / "content")
    for slug, count in (("forty", 40), ("four-hundred", 400)):
        english = generated(count, (SUBJECTS, DEEDS, PLACES, ENDS))
        content.write(slug, english, generated(count, (WHO, DID, WHERE, WHEN)), order=str(count))
    with databases.fresh(SQLITE) as url, opened(url) as database:
        publish(database, content.path)
        yield create_app(make_settings(content.path.parent, url))


def packed(visitor: FlaskClient, path: str) -> int:
    """Return how many bytes an address sends to a browser of today."""
    return len(visitor.get(path, headers={"Accept-Encoding": "br, gzip"}).data)


def passages(page: Element) -> list[Element]:
    """Return the elements that stand for passages of the text."""
    return [one for one in page.walk() if one.get("id").startswith("p-")]


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_has_every_passage_once_by_its_permanent_id(
    get: Get, passage_ids: list[str], layout: str, language: str
):
    page = get(f"/{language}/read/{DOCUMENT}?{layout}")

    found = [one["id"].removeprefix("p-") for one in passages(page)]
    assert sorted(found) == sorted(set(found))
    assert set(passage_ids) <= set(found)
    for one in passages(page):
        assert one["data-passage"] == one["id"].removeprefix("p-")


@pytest.mark.parametrize("view", VIEWS)
def test_the_view_says_which_texts_are_shown(get: Get, view: str):
    article = get(f"/en/read/{DOCUMENT}?view={view}").one("article")

    texts = [one for one in article.all("p") if one.line[1].classes & {"s", "alone"}]
    shown = {one["lang"] for one in texts if "lang" in one.attributes}
    one_language = {"en": {"en"}, "ru": {"ru"}, "peek": {"en"}}
    assert shown == one_language.get(view, {"en", "ru"})


def test_parallel_has_a_row_a_pair_with_a_side_in_each_language(get: Get):
    for pair in get(f"/ru/read/{DOCUMENT}").all("div", class_="pair"):
        sides = [one for one in pair.children if isinstance(one, Element) and "s" in one.classes]
        assert len(sides) == 2
        languages = [
            {one["lang"] for one in side.walk() if "lang" in one.attributes} for side in sides
        ]
        assert "en" in languages[0]
        assert "ru" in languages[1]


def test_swapped_sides_change_places(get: Get):
    for swap, order in (("0", ["en", "ru"]), ("1", ["ru", "en"])):
        page = get(f"/ru/read/{DOCUMENT}?swap={swap}")
        pair = page.all("div", class_="pair")[3]
        sides = [one for one in pair.children if isinstance(one, Element) and "s" in one.classes]
        assert [next(s.walk())["lang"] for s in sides] == order


def test_peek_is_a_plain_link_that_opens_the_pair_in_place(get: Get, passage: str):
    closed = get(f"/en/read/{DOCUMENT}?view=peek")
    link = next(
        one
        for one in closed.all("a", class_="n")
        if "data-peek" in one.attributes and one["href"].endswith(f"#p-{passage}")
    )
    assert link["aria-expanded"] == "false"

    opened_page = get(f"/en/read/{DOCUMENT}{link['href'].partition('#')[0]}")

    shown = [
        one for one in opened_page.all("span", class_="under") if "hidden" not in one.attributes
    ]
    assert [one.parent["id"] for one in shown if one.parent] == [f"p-{passage}"]
    assert shown[0]["lang"] == "ru"


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("view", VIEWS)
def test_notes_lead_there_and_back_in_each_language(get: Get, view: str, language: str):
    page = get(f"/{language}/read/{DOCUMENT}?view={view}")
    by_id = {one["id"]: one for one in page.walk() if "id" in one.attributes}

    references = page.all("a", class_="nr")
    assert references
    for reference in references:
        note = by_id[reference["href"].removeprefix("#")]
        assert any("notes" in one.classes for one in note.line)
    for back in page.all("a", class_="back"):
        assert back["href"].removeprefix("#") in by_id


def test_contents_lead_to_headings_in_the_language_of_the_page(get: Get):
    page = get(f"/ru/read/{DOCUMENT}")
    by_id = {one["id"]: one for one in page.walk() if "id" in one.attributes}

    links = page.one("details", class_="toc").all("a")
    assert len(links) > 5
    for link in links:
        heading = by_id[link["href"].removeprefix("#")]
        assert link.text in heading.text


def test_the_documents_follow_one_another_in_the_order_of_the_site(get: Get):
    seen = []
    page = get("/en/documents")
    path = page.one("div", class_="sections").all("a")[0]["href"]
    while True:
        seen.append(path)
        following = get(path).all("a", rel="next")
        if not following:
            break
        path = following[0]["href"]
    assert seen == [one["href"] for one in page.one("div", class_="sections").all("a")]
    assert get(seen[1]).one("a", rel="prev")["href"] == seen[0]


def test_an_odd_passage_in_the_address_is_passed_over(get: Get):
    for place in ("../../x", "<b>", "A", "%00", "zzzz", "a" * 40):
        page = get(f"/en/read/{DOCUMENT}?view=peek&p={place}")
        assert not [
            one for one in page.all("span", class_="under") if "hidden" not in one.attributes
        ]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("path", ["/en", "/ru"])
def test_a_text_in_one_language_says_so_and_is_shown_in_every_view(
    folder_app: Flask, content: Folder, path: str, view: str
):
    content.write("only", ru="# Одна сторона\n\nТолько по-русски — ещё не переведено.\n")
    publish(database_of(folder_app), content.path)

    page = parse(make_visitor(folder_app).get(f"{path}/read/only?view={view}").text)

    notice = page.one("p", class_="notice")
    assert len(notice.text) > 20
    assert notice.language == path[1:]
    text = next(one for one in page.all("p") if "ещё не переведено" in one.text)
    assert text["lang"] == "ru"
    assert not page.all("nav", class_="views")
    assert page.one("h1")["lang"] == "ru"


def test_a_text_without_its_twin_is_marked_in_the_lists(folder_app: Flask, content: Folder):
    content.write("only", ru="# Одна сторона\n\nТолько по-русски.\n")
    publish(database_of(folder_app), content.path)

    page = parse(make_visitor(folder_app).get("/en/documents").text)

    (only,) = page.all("p", class_="only")
    assert only.language == "en"


def test_a_retired_document_is_gone_and_comes_back(folder_app: Flask, content: Folder):
    visitor = make_visitor(folder_app)
    passage = passages(parse(visitor.get("/en/read/bread").text))[2]["id"].removeprefix("p-")
    taken = content.remove("bread")
    events = content.path / "timeline.tsv"
    events.write_text(events.read_text("utf-8").replace("\tbread\n", "\t\n"), "utf-8")
    publish(database_of(folder_app), content.path)

    assert visitor.get("/en/read/bread").status_code == 410
    assert visitor.get(f"/en/p/{passage}").status_code == 410
    assert visitor.get(f"/ru/p/{passage}/cite").status_code == 410
    assert "/read/bread" not in visitor.get("/sitemap.xml").text
    assert "Bread and peace" not in visitor.get("/en/documents").text
    assert visitor.get("/en/read/never").status_code == 404

    for file, text in taken.items():
        file.write_text(text, encoding="utf-8")
    publish(database_of(folder_app), content.path)
    assert visitor.get("/en/read/bread").status_code == 200
    assert visitor.get(f"/en/p/{passage}").status_code == 302


@pytest.mark.parametrize("view", VIEWS)
def test_a_document_asks_the_same_few_things_whatever_its_length(long_app: Flask, view: str):
    asked = {}
    for slug in ("forty", "four-hundred"):
        app = create_app(
            make_settings(
                long_app.extensions["razvorot"].settings.instance_dir, database_of(long_app).url
            )
        )
        heard = statements(app)
        visitor = make_visitor(app)
        visitor.get(f"/en/read/{slug}?view={view}")
        cold = len(heard)
        visitor.get(f"/ru/read/{slug}?view={view}")
        asked[slug] = (cold, len(heard) - cold)
        database_of(app).dispose()

    assert asked["forty"] == asked["four-hundred"]
    assert asked["forty"] <= (8, 0)


def test_generated_documents_have_their_pairs(long_app: Flask):
    for slug, count in (("forty", 40), ("four-hundred", 400)):
        page = parse(make_visitor(long_app).get(f"/en/read/{slug}").text)
        assert len(page.all("div", class_="pair")) == count


@pytest.mark.parametrize("view", VIEWS)
def test_forty_pairs_weigh_no_more_than_a_first_round_of_packets(long_app: Flask, view: str):
    visitor = make_visitor(long_app)
    path = f"/ru/read/forty?view={view}"
    page = parse(visitor.get(path).text)
    sheets = [link["href"] for link in page.all("link", rel="stylesheet")]
    scripts = [one["src"] for one in page.all("script") if "src" in one.attributes]

    assert packed(visitor, path) + sum(packed(visitor, one) for one in sheets) <= 14 * KILOBYTE
    assert sum(packed(visitor, one) for one in scripts) <= 8 * KILOBYTE
    icons = page.all("link", rel="icon")
    assert 1 + len(sheets) + len(scripts) + len(icons) <= 5


@pytest.mark.parametrize("view", VIEWS)
def test_four_hundred_pairs_weigh_less_than_a_hundred_kilobytes(long_app: Flask, view: str):
    assert packed(make_visitor(long_app), f"/ru/read/four-hundred?view={view}") <= 100 * KILOBYTE


def test_a_warm_page_is_the_cold_page(settings: Settings):
    app = create_app(settings)
    visitor = make_visitor(app)

    cold = visitor.get(f"/en/read/{DOCUMENT}").data
    warm = visitor.get(f"/en/read/{DOCUMENT}", headers={"Sec-Fetch-Site": "same-origin"}).data

    assert cold == warm
    assert (
        brotli.decompress(
            visitor.get(f"/en/read/{DOCUMENT}", headers={"Accept-Encoding": "br"}).data
        )
        == cold
    )
