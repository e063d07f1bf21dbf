"""What the site says as a whole: front page, feeds, what machines ask for."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest
from flask import Flask
from flask.testing import FlaskClient
from reader.app import create_app
from reader.services.reading import Shelf
from tests.support.databases import EMPTY, SQLITE, Databases, make_settings
from tests.web.conftest import Get, make_visitor
from tests.web.html import Element, parse, wrong_languages
from tests.web.pages import DOCUMENT

MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
ATOM = {"a": "http://www.w3.org/2005/Atom"}
HOST = "http://localhost"


def structured(page: Element) -> dict[str, Any]:
    """Return a page's JSON-LD."""
    data: dict[str, Any] = json.loads(
        "".join(map(str, page.one("script", type="application/ld+json").children))
    )
    assert data["@context"] == "https://schema.org"
    return data


def meta(page: Element, name: str) -> str:
    """Return an Open Graph property of a page."""
    return page.one("meta", property=name)["content"]


def test_the_sitemap_names_every_page_in_both_languages_and_all_answer(
    visitor: FlaskClient, site_shelf: Shelf
):
    answer = visitor.get("/sitemap.xml")
    assert answer.mimetype == "application/xml"
    tree = ET.fromstring(answer.data)
    locations = [one.text or "" for one in tree.findall("s:url/s:loc", MAP)]

    assert len(locations) == len(set(locations)) == 2 * (len(site_shelf.listed) + 5)
    for one in tree.findall("s:url", MAP):
        links = {link.get("hreflang"): link.get("href") for link in one.findall("x:link", MAP)}
        assert set(links) == {"en", "ru", "x-default"}
        assert one.findtext("s:loc", "", MAP) in links.values()
        assert set(links.values()) <= set(locations)
    for location in locations:
        path = urlsplit(location).path
        assert location == HOST + path
        page = visitor.get(path)
        assert page.status_code == 200, path
        assert f'<link rel="canonical" href="{location}">' in page.text


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_feed_is_valid_and_leads_to_pages(
    visitor: FlaskClient, site_shelf: Shelf, language: str
):
    answer = visitor.get(f"/{language}/feed.atom")
    assert answer.mimetype == "application/atom+xml"
    feed = ET.fromstring(answer.data)

    for name in ("title", "id", "updated"):
        assert feed.findtext(f"a:{name}", "", ATOM)
    entries = feed.findall("a:entry", ATOM)
    assert len(entries) == len(site_shelf.listed)
    ids = [one.findtext("a:id", "", ATOM) for one in entries]
    assert len(set(ids)) == len(ids)
    moments = [one.findtext("a:updated", "", ATOM) for one in entries]
    assert moments == sorted(moments, reverse=True)
    for one in entries:
        link = one.find("a:link", ATOM)
        assert link is not None
        assert visitor.get(urlsplit(link.get("href") or "").path).status_code == 200
        for name in ("title", "summary", "published", "author/a:name"):
            assert one.findtext(f"a:{name}", "", ATOM)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_pages_announce_their_feed_and_manifest(get: Get, visitor: FlaskClient, language: str):
    page = get(f"/{language}/")

    (feed,) = page.all("link", type="application/atom+xml")
    assert visitor.get(feed["href"]).status_code == 200
    manifest = json.loads(visitor.get(page.one("link", rel="manifest")["href"]).data)
    assert manifest["lang"] == language
    assert manifest["start_url"] == f"/{language}/"
    for icon in manifest["icons"]:
        answer = visitor.get(icon["src"])
        assert answer.status_code == 200
        assert answer.mimetype == icon["type"]
    for rel in ("icon", "apple-touch-icon"):
        for link in page.all("link", rel=rel):
            assert visitor.get(link["href"]).status_code == 200


def test_robots_are_sent_to_the_sitemap_and_away_from_the_search(visitor: FlaskClient):
    lines = visitor.get("/robots.txt").text.splitlines()

    assert lines[0] == "User-agent: *"
    assert f"Sitemap: {HOST}/sitemap.xml" in lines
    assert "Disallow: /ru/search" in lines
    assert "Disallow: /" not in lines


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_front_page_describes_the_book_and_its_translations(get: Get, language: str):
    page = get(f"/{language}/")
    book = structured(page)

    assert book["@type"] == "Book"
    assert book["name"] == page.one("h1").text.replace("\u2060", "")
    editions = book["workExample"]
    original = [one for one in editions if one["inLanguage"] == "en"]
    translated = [one for one in editions if one["inLanguage"] != "en"]
    assert {one["inLanguage"] for one in translated} == {"ru", "fr"}
    for one in translated:
        assert one["translationOfWork"]["@type"] == "Book"
        assert one["translationOfWork"]["inLanguage"] == "en"
    assert all("translationOfWork" not in one for one in original)
    assert meta(page, "og:type") == "book"
    assert meta(page, "og:title") == book["name"]
    assert meta(page, "og:locale") == {"en": "en_GB", "ru": "ru_RU"}[language]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_document_describes_itself_and_its_twin(get: Get, language: str):
    page = get(f"/{language}/read/{DOCUMENT}")
    data = structured(page)

    assert data["@type"] == "Article"
    assert data["inLanguage"] == language
    assert data["url"] == f"{HOST}/{language}/read/{DOCUMENT}"
    relation, other = {"en": ("workTranslation", "ru"), "ru": ("translationOfWork", "en")}[language]
    assert data[relation]["inLanguage"] == other
    assert meta(page, "og:url") == data["url"]
    assert meta(page, "og:title") == data["headline"]
    assert meta(page, "og:description") == page.one("meta", name="description")["content"]


def test_structured_data_cannot_end_its_element(get: Get):
    for path in ("/en/", "/ru/", f"/ru/read/{DOCUMENT}"):
        script = get(path).one("script", type="application/ld+json")
        assert "<" not in "".join(map(str, script.children))


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_front_page_names_the_editions_and_where_to_get_them(
    get: Get, site_shelf: Shelf, language: str
):
    page = get(f"/{language}/")
    assert site_shelf.site is not None

    items = page.one("section", class_="editions").all("li")
    assert len(items) == len(site_shelf.site.editions)
    for item, edition in zip(items, site_shelf.site.editions, strict=True):
        assert item.one("cite")["lang"] == edition.language
        assert bool(item.all("a")) == bool(edition.url)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_link_of_the_site_answers(visitor: FlaskClient, language: str):
    seen: set[str] = set()
    waiting = [f"/{language}/"]
    while waiting:
        path = waiting.pop()
        seen.add(path)
        answer = visitor.get(path)
        assert answer.status_code in {200, 302}, path
        if answer.status_code == 302 or answer.mimetype != "text/html" or "/p/" in path:
            continue
        for link in parse(answer.text).all("a"):
            target = urlsplit(link.get("href"))
            if target.scheme or not target.path or target.path.startswith("../p/"):
                continue
            there = urlsplit(urljoin(HOST + path, target.path)).path
            if there not in seen and there not in waiting and there.startswith(f"/{language}"):
                waiting.append(there)
    assert len(seen) > 15


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_site_without_texts_says_how_to_publish(empty_app: Flask, language: str):
    visitor = make_visitor(empty_app)

    page = parse(visitor.get(f"/{language}/").text)

    assert page.one("html")["lang"] == language
    assert page.one("code").text == "razvorot publish"
    assert wrong_languages(page) == []
    for path in ("documents", "terms", "names", "timeline", "search", "search?q=x", "feed.atom"):
        assert visitor.get(f"/{language}/{path}").status_code == 200, path
    assert visitor.get("/sitemap.xml").status_code == 200
    assert visitor.get(f"/{language}/read/front").status_code == 404


def test_health_and_readiness(visitor: FlaskClient):
    for path in ("/healthz", "/readyz"):
        answer = visitor.get(path)
        assert (answer.status_code, answer.text) == (200, "ok\n")
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_database_without_tables_is_not_ready(databases: Databases, tmp_path: Path):
    with databases.fresh(SQLITE, EMPTY) as url:
        app = create_app(dataclasses.replace(make_settings(tmp_path, url)))
        visitor = make_visitor(app)

        assert visitor.get("/readyz").status_code == 503
        assert visitor.get("/healthz").status_code == 200
        app.extensions["razvorot"].database.dispose()
