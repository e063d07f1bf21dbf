"""Failures: a page in the reader's language, with the way on, and nothing that leaks."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from reader.app import create_app
from reader.services import reading
from sqlalchemy.exc import OperationalError
from tests.support.databases import make_settings
from tests.web.conftest import Get, database_of, make_visitor
from tests.web.html import parse, wrong_languages
from tests.web.pages import BROKEN

ODD_PATHS = [
    "/%00",
    "/en/%00",
    "/en/read/%00",
    "/static/../app.py",
    "/static/%2e%2e/app.py",
    "/static/..%2fapp.py",
    "/static/x/../../app.py",
    "/media/../site.toml",
    "/media/..%2fsite.toml",
    "/media/%2e%2e/%2e%2e/etc/passwd",
    "/media/",
    "/media/nope.svg",
    "/.git/config",
    "/.env",
    "/nope" + "a" * 7000,
    "/%ff%fe",
    "/en/read/%ff%fe",
    "/en/p/" + "9" * 40,
    "/en/p/%F0%9F%98%80",
    "/en/p/%00.bib",
    "/en/p/nope.ris",
    "/en/p/nope/cite",
    "/en/read/1' OR 1=1--",
    "/en/read/" + "9" * 40,
    "/en/read/moscow-1920-24/",
    "/en/terms/%2e%2e",
    "/en/names/%00",
    "/fr/",
    "/EN/",
    "/en",
    "/ru",
    "/en//read//moscow-1920-24",
    "//evil.example/en/",
    "/en/read/moscow-1920-24?view=%00&flow=&swap=2&p=%27",
    "/en/read/moscow-1920-24?view=parallel&view=peek",
    "/en/search?q=" + "%F0%9F%98%80" * 200,
    "/en/search?q=%00",
    "/en/search?q=%ff%fe",
    "/en/search?q=a&page=-1",
    "/en/search?q=a&page=99999999999999999999",
    "/en/search?q=a&page=%D9%A3",
    "/?next=//evil.example",
    "/healthz/",
]


@pytest.mark.parametrize("path", ODD_PATHS)
def test_odd_paths_never_fail_and_leak_nothing(visitor: FlaskClient, path: str):
    answer = visitor.get(path)

    assert answer.status_code < 500
    body = answer.get_data(as_text=True)
    assert "Traceback" not in body
    assert "Werkzeug" not in body
    assert "site-packages" not in body
    assert "evil.example" not in answer.headers.get("Location", "")


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("kind", BROKEN)
def test_error_page_says_what_and_leads_on(get: Get, kind: str, language: str):
    path, status = BROKEN[kind]

    page = get(f"/{language}{path}", status)

    assert page.one("p", class_="code").text == str(status)
    assert len(page.one("h1").text) > 5
    ways = [link["href"] for link in page.one("p", class_="onward").all("a")]
    assert ways == [f"/{language}/", f"/{language}/documents", f"/{language}/search"]
    assert wrong_languages(page) == []


def test_error_outside_the_languages_follows_the_visitor(get: Get):
    assert get("/nope", 404, Accept_Language="ru").one("html")["lang"] == "ru"
    assert get("/nope", 404).one("html")["lang"] == "en"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "POST"])
def test_a_page_cannot_be_changed(visitor: FlaskClient, method: str):
    answer = visitor.open("/en/terms", method=method, headers={"Sec-Fetch-Site": "same-origin"})

    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert "<h1>" in answer.text


@pytest.mark.parametrize("method", ["TRACE", "FOO", "CONNECT", "PROPFIND"])
def test_unknown_methods_are_refused(visitor: FlaskClient, method: str):
    assert visitor.open("/en/terms", method=method).status_code == 405


def test_preferences_cannot_be_read_as_a_page(visitor: FlaskClient):
    assert visitor.get("/en/preferences").status_code == 405


@pytest.mark.parametrize("path", ["/en/", "/ru/read/moscow-1920-24", "/en/search?q=bread", "/"])
def test_an_unreachable_database_is_said_to_be_busy(
    site_app: Flask, monkeypatch: pytest.MonkeyPatch, path: str
):
    def locked(*_: object, **__: object) -> int:
        raise OperationalError("SELECT", {}, Exception("database is locked"))

    monkeypatch.setattr(database_of(site_app), "revision", locked)
    answer = make_visitor(site_app).get(path)

    if path == "/":
        assert answer.status_code in {302, 503}
        return
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    page = parse(answer.text)
    assert page.one("html")["lang"] == path[1:3]
    assert wrong_languages(page) == []


def test_an_unforeseen_failure_is_a_page_without_its_cause(
    site_app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def broken(*_: object) -> None:
        raise RuntimeError("a secret of the house")

    monkeypatch.setattr(reading, "passage", broken)
    with caplog.at_level(logging.ERROR):
        answer = make_visitor(site_app).get("/ru/p/abc/cite")

    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert parse(answer.text).one("html")["lang"] == "ru"
    assert "a secret of the house" in caplog.text


@pytest.mark.parametrize(
    "url",
    ["postgresql://nobody@127.0.0.1:1/none", "sqlite:////proc/no/such/folder/razvorot.sqlite3"],
)
@pytest.mark.parametrize("path", ["/ru/", "/ru/terms"])
def test_a_database_that_cannot_be_opened_is_said_to_be_busy(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, url: str, path: str
):
    monkeypatch.setattr(Path, "mkdir", lambda *_, **__: None)
    app = create_app(make_settings(tmp_path, url))

    answer = make_visitor(app).get(path)

    assert answer.status_code == 503
    assert parse(answer.text).one("html")["lang"] == "ru"
    assert make_visitor(app).get("/healthz").status_code == 200
    assert make_visitor(app).get("/readyz").status_code == 503
    database_of(app).dispose()
