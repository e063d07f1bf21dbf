"""The page's language: said by the path, chosen by a click, never by a link."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from reader.domain.language.languages import Language
from reader.services.reading import Shelf
from tests.web.conftest import Get, make_visitor
from tests.web.html import parse
from tests.web.pages import BROKEN, KINDS

HOST = "http://localhost"
LANGUAGES = ("en", "ru")
OTHER = {"en": "ru", "ru": "en"}


def click(visitor: FlaskClient, path: str, referer: str, site: str = "same-origin"):
    """Ask for a page as a browser does when a link on another page is followed."""
    return visitor.get(path, headers={"Sec-Fetch-Site": site, "Referer": HOST + referer})


@pytest.mark.parametrize(
    ("accept", "cookie", "target"),
    [
        ("", "", "/en/"),
        ("ru", "", "/ru/"),
        ("ru-RU,ru;q=0.9,en;q=0.8", "", "/ru/"),
        ("en-GB,en;q=0.9,ru;q=0.8", "", "/en/"),
        ("de,fr;q=0.9", "", "/en/"),
        ("de,ru;q=0.5", "", "/ru/"),
        ("*", "", "/en/"),
        ("no sense;;q=x", "", "/en/"),
        ("en", "ru", "/ru/"),
        ("ru", "en", "/en/"),
        ("ru", "nonsense", "/ru/"),
    ],
)
def test_first_page_follows_the_choice_then_the_browser_then_english(
    visitor: FlaskClient, accept: str, cookie: str, target: str
):
    if cookie:
        visitor.set_cookie("language", cookie)

    answer = visitor.get("/", headers={"Accept-Language": accept} if accept else {})

    assert answer.status_code == 302
    assert answer.headers["Location"] == target
    assert {"Cookie", "Accept-Language"} <= set(answer.headers["Vary"].split(", "))
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_page_answers_and_names_its_language_and_its_twin(
    get: Get, passage: str, kind: str, language: str
):
    path = f"/{language}{KINDS[kind].format(p=passage)}"
    bare, twin = path.partition("?")[0], f"/{OTHER[language]}{path[3:]}"

    page = get(path)

    assert page.one("html")["lang"] == language
    assert page.one("link", rel="canonical")["href"] == HOST + bare
    alternates = {
        link["hreflang"]: link["href"]
        for link in page.all("link", rel="alternate")
        if "hreflang" in link.attributes
    }
    assert alternates == {
        language: HOST + bare,
        OTHER[language]: f"{HOST}/{OTHER[language]}{bare[3:]}",
        "x-default": f"{HOST}/en{bare[3:]}",
    }
    switch = page.one("a", class_="switch")
    place = f"#p-{passage}" if "&p=" in path else ""
    assert switch["href"] == twin + place
    assert switch["hreflang"] == switch["lang"] == OTHER[language]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", BROKEN)
def test_switch_on_an_error_page_leads_to_its_twin(get: Get, kind: str, language: str):
    path, status = BROKEN[kind]

    page = get(f"/{language}{path}", status)

    assert page.one("html")["lang"] == language
    href = page.one("a", class_="switch")["href"]
    assert href.startswith(f"/{OTHER[language]}/")
    assert href.partition("?")[2] == path.partition("?")[2]
    assert not page.all("link", rel="canonical")
    get(href.split("#")[0], status)


def test_twin_of_a_twin_is_the_page_itself(get: Get, passage: str):
    path = f"/en/read/moscow-1920-24?view=stacked&p={passage}"

    there = get(path).one("a", class_="switch")["href"]
    back = get(there.partition("#")[0]).one("a", class_="switch")["href"]

    assert back == f"{path}#p-{passage}"


@pytest.mark.parametrize("site", ["none", "cross-site", "same-site", ""])
@pytest.mark.parametrize("path", ["/ru/", "/ru/read/moscow-1920-24?view=stacked", "/ru/nope"])
def test_opening_a_link_sets_no_cookie(visitor: FlaskClient, path: str, site: str):
    headers = {"Sec-Fetch-Site": site} if site else {}
    headers |= {"Accept-Language": "en", "Referer": "https://example.org/en/"}

    for _ in range(2):  # the second answer may be a kept page
        answer = visitor.get(path, headers=headers)
        assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("path", [KINDS["front"], KINDS["document"], KINDS["terms"], "/nope"])
def test_the_switch_is_remembered_even_where_the_page_was_kept(site_app: Flask, path: str):
    make_visitor(site_app).get(f"/ru{path}")  # now it is kept
    visitor = make_visitor(site_app)

    answer = click(visitor, f"/ru{path}", f"/en{path}")

    assert "language=ru" in answer.headers["Set-Cookie"]
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert visitor.get("/", headers={"Accept-Language": "en"}).headers["Location"] == "/ru/"


@pytest.mark.parametrize(
    ("path", "referer"),
    [
        ("/ru/terms", "/ru/names"),  # a link on a page in the same language
        ("/ru/terms", "/en/names"),  # a link in a text to a page in the other language
        ("/ru/terms", "/ru/terms"),  # the page itself again
        ("/ru/terms", ""),
    ],
)
def test_other_clicks_do_not_change_the_language(visitor: FlaskClient, path: str, referer: str):
    assert "Set-Cookie" not in click(visitor, path, referer).headers


def test_a_foreign_page_cannot_pretend_to_be_the_switch(visitor: FlaskClient):
    answer = click(visitor, "/ru/terms", "/en/terms", site="cross-site")

    assert "Set-Cookie" not in answer.headers


def test_a_visitor_of_the_other_language_is_offered_it_in_that_language(get: Get):
    page = get("/ru/terms", Accept_Language="en")

    offer = page.one("p", class_="offer")
    assert offer["lang"] == "en"
    assert offer.one("a")["href"] == "/en/terms"
    assert not get("/ru/terms", Accept_Language="ru").all("p", class_="offer")


def test_the_offer_is_gone_once_the_page_is_in_the_chosen_language(site_app: Flask):
    visitor = make_visitor(site_app)
    visitor.set_cookie("language", "ru")

    page = parse(visitor.get("/ru/terms", headers={"Accept-Language": "en"}).text)

    assert not page.all("p", class_="offer")


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_are_said_as_the_language_says_them(get: Get, site_shelf: Shelf, language: str):
    document = site_shelf.document("moscow-1920-24")
    assert document is not None
    date = document.texts[Language(language)].date

    said = get(f"/{language}/read/moscow-1920-24").one("p", class_="byline").one("time")

    assert said["datetime"] == date.isoformat()
    year = f"{date.year} г." if language == "ru" else str(date.year)
    assert said.text.replace("\u00a0", " ").endswith(year)
