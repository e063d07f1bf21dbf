"""Kept pages: the same as fresh ones, dropped at once when anything is published."""

from __future__ import annotations

import gzip

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from tests.support.content import Folder
from tests.support.databases import opened, publish
from tests.web.conftest import database_of, make_visitor

PAGE = "/ru/read/moscow-1920-24"


def statements(app: Flask) -> list[str]:
    """Return a list that every SQL statement of the application joins."""
    heard: list[str] = []

    def hear(_c: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            heard.append(statement)

    event.listen(database_of(app).engine, "before_cursor_execute", hear)
    return heard


def test_a_page_asked_for_again_unchanged_is_not_sent_again(visitor: FlaskClient):
    first = visitor.get(PAGE)

    again = visitor.get(PAGE, headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304
    assert again.data == b""
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Vary"] == first.headers["Vary"]
    assert "Content-Type" not in again.headers
    assert visitor.get(PAGE, headers={"If-None-Match": 'W/"other"'}).status_code == 200


def test_a_page_says_what_it_depends_on(visitor: FlaskClient):
    headers = visitor.get(PAGE).headers

    assert set(headers["Vary"].split(", ")) == {"Accept-Encoding", "Accept-Language", "Cookie"}
    assert headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    "path", [PAGE, "/en/", "/en/terms", "/ru/search?q=%D1%85%D0%BB%D0%B5%D0%B1"]
)
def test_compressed_pages_are_the_plain_page(visitor: FlaskClient, path: str):
    plain = visitor.get(path, headers={"Accept-Encoding": ""})
    zipped = visitor.get(path, headers={"Accept-Encoding": "gzip"})
    packed = visitor.get(path, headers={"Accept-Encoding": "gzip, deflate, br, zstd"})

    assert "Content-Encoding" not in plain.headers
    assert (zipped.content_encoding, packed.content_encoding) == ("gzip", "br")
    assert gzip.decompress(zipped.data) == brotli.decompress(packed.data) == plain.data
    assert zipped.content_length == len(zipped.data)
    assert zipped.headers["ETag"].startswith("W/")


def test_an_encoding_that_is_refused_is_not_sent(visitor: FlaskClient):
    answer = visitor.get(PAGE, headers={"Accept-Encoding": "br;q=0, gzip;q=0"})

    assert "Content-Encoding" not in answer.headers


def test_head_says_what_get_would_and_sends_nothing(folder_app: Flask):
    visitor = make_visitor(folder_app)

    heads = [visitor.head("/en/read/bread") for _ in range(2)]
    whole = visitor.get("/en/read/bread")

    for head in heads:
        assert head.status_code == 200
        assert head.data == b""
        assert head.content_length == len(whole.data)
        assert head.headers["ETag"] == whole.headers["ETag"]


def test_a_kept_page_asks_the_database_nothing(folder_app: Flask):
    visitor = make_visitor(folder_app)
    first = visitor.get("/ru/read/bread")
    heard = statements(folder_app)

    assert visitor.get("/ru/read/bread").data == first.data
    assert heard == []


def test_publishing_elsewhere_is_seen_at_once(folder_app: Flask, content: Folder):
    visitor = make_visitor(folder_app)
    before = visitor.get("/en/read/bread")
    assert "The congress met in March." in before.text
    content.edit("bread", "en", "met in March", "met in April")

    with opened(database_of(folder_app).url) as another_process:
        publish(another_process, content.path)
    after = visitor.get("/en/read/bread", headers={"If-None-Match": before.headers["ETag"]})

    assert after.status_code == 200
    assert "met in April" in after.text
    assert "met in April" in visitor.get("/en/search?q=congress").text.replace("<mark>", "")


def test_publishing_the_same_again_keeps_the_pages(folder_app: Flask, content: Folder):
    visitor = make_visitor(folder_app)
    etag = visitor.get("/en/read/bread").headers["ETag"]

    with opened(database_of(folder_app).url) as another_process:
        publish(another_process, content.path)

    assert visitor.get("/en/read/bread", headers={"If-None-Match": etag}).status_code == 304


def test_a_reader_never_gets_the_page_of_another(site_app: Flask):
    dark = make_visitor(site_app)
    dark.set_cookie("reading", "theme-dark.view-stacked")
    light = make_visitor(site_app)

    for _ in range(2):
        assert 'data-theme="dark"' in dark.get(PAGE).text
        assert 'data-theme="system"' in light.get(PAGE).text
        assert 'class="offer"' in light.get(PAGE, headers={"Accept-Language": "en"}).text
        assert 'class="offer"' not in light.get(PAGE, headers={"Accept-Language": "ru"}).text
        assert "http://127.0.0.1/" in light.get(PAGE, base_url="http://127.0.0.1/").text
        assert "http://localhost/" in light.get(PAGE).text


def test_an_answer_that_sets_a_cookie_is_not_given_to_the_next(site_app: Flask):
    path = "/ru/names?fresh=1"
    here = {"Sec-Fetch-Site": "same-origin", "Referer": "http://localhost/en/names?fresh=1"}
    chosen = make_visitor(site_app).get(path, headers=here)

    assert "Set-Cookie" in chosen.headers
    for site in ("none", "same-origin"):
        other = make_visitor(site_app).get(path, headers={"Sec-Fetch-Site": site})
        assert "Set-Cookie" not in other.headers


def test_more_pages_than_are_kept_push_out_the_oldest(folder_app: Flask):
    visitor = make_visitor(folder_app)
    cache = folder_app.extensions["page_cache"]

    for number in range(530):
        visitor.get(f"/en/timeline?n={number}")

    assert len(cache._pages) <= 512


def test_static_files_are_kept_for_ever_and_come_compressed(visitor: FlaskClient):
    page = visitor.get(PAGE).text
    path = page.partition('<link rel="stylesheet" href="')[2].partition('"')[0]

    plain = visitor.get(path)
    packed = visitor.get(path, headers={"Accept-Encoding": "br"})

    assert plain.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert brotli.decompress(packed.data) == plain.data
    etag = packed.headers["ETag"]
    again = visitor.get(path, headers={"Accept-Encoding": "br", "If-None-Match": etag})
    assert again.status_code == 304


def test_an_old_address_of_a_static_file_gives_todays_and_is_not_kept(visitor: FlaskClient):
    answer = visitor.get("/static/000000000000/css/reading.css")

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-cache"
