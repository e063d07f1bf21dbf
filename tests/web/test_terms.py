"""The termbase, the names and the timeline, in the alphabet of each language."""

from __future__ import annotations

import pytest
from reader.domain.language.languages import Language
from reader.domain.language.sorting import sort_key
from reader.services.reading import Shelf
from tests.web.conftest import Get
from tests.web.pages import DOCUMENT


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_term_has_its_anchor_in_alphabetical_order(
    get: Get, site_shelf: Shelf, language: str
):
    entries = get(f"/{language}/terms").all("article", class_="entry")

    by_id = {one.id: one for one in site_shelf.terms}
    assert {one["id"] for one in entries} == set(by_id)
    words = [getattr(by_id[one["id"]], language) for one in entries]
    assert words == sorted(words, key=sort_key)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_letters_lead_to_their_entries(get: Get, language: str):
    page = get(f"/{language}/terms")

    letters = page.one("nav", class_="letters").all("a")
    headings = {one["id"]: one.text for one in page.all("h2")}
    assert [headings[one["href"][1:]] for one in letters] == [one.text for one in letters]
    assert "Ё" not in {one.text for one in letters}
    assert len({one.text for one in letters}) == len(letters)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_names_stand_by_kind_with_both_spellings(get: Get, site_shelf: Shelf, language: str):
    page = get(f"/{language}/names")

    assert len(page.all("h2")) == len({one.kind for one in site_shelf.names})
    assert len(page.all("article", class_="entry")) == len(site_shelf.names)
    for entry in page.all("article", class_="entry"):
        first, second = (
            entry.one("h3").all("span", lang=language)[0],
            entry.one("span", class_="twin"),
        )
        assert first.text
        assert second["lang"] != language


@pytest.mark.parametrize("language", list(Language))
def test_an_entry_alone_says_what_its_list_says(get: Get, site_shelf: Shelf, language: Language):
    for kind, entries in (("terms", site_shelf.terms), ("names", site_shelf.names)):
        listed = get(f"/{language.value}/{kind}")
        for entry in entries[:5]:
            alone = get(f"/{language.value}/{kind}/{entry.id}").one("article", class_="entry")
            assert alone.text == listed.one("article", id=entry.id).text


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_timeline_lists_what_it_draws(get: Get, site_shelf: Shelf, language: str):
    page = get(f"/{language}/timeline")

    items = page.one("ol", class_="events").all("li")
    assert [one["id"] for one in items] == [one.id for one in site_shelf.events]
    drawing = page.one("svg")
    assert drawing["role"] == "img"
    assert len(drawing.all("circle")) == len(site_shelf.events)
    assert page.one("title", id=drawing["aria-labelledby"]).text


@pytest.mark.parametrize("language", ["en", "ru"])
def test_terms_in_a_text_lead_to_entries_that_exist(get: Get, site_shelf: Shelf, language: str):
    known = {("terms", one.id) for one in site_shelf.terms}
    known |= {("names", one.id) for one in site_shelf.names}

    links = get(f"/{language}/read/{DOCUMENT}").all("a", class_="t")

    assert len(links) > 20
    for link in links:
        path, _, anchor = link["href"].partition("#")
        assert (path.rpartition("/")[2], anchor) in known
