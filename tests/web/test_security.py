"""What a request must satisfy: its host, its length, its origin, its rate."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from reader.app import create_app
from reader.web.security import WRITES_A_MINUTE
from tests.support.databases import make_settings
from tests.web.conftest import database_of, make_visitor

HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:80",
        "localhost.evil.example",
        "localhost@evil.example",
        "",
        "evil.example#localhost",
        "[evil]",
        "local host",
        "localhost/evil.example",
    ],
)
def test_a_foreign_host_is_refused_and_never_repeated(visitor: FlaskClient, host: str):
    answer = visitor.get("/en/", headers={"Host": host})

    assert answer.status_code == 400
    assert "evil" not in answer.text
    assert "evil" not in str(answer.headers)


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_the_loopback_is_always_ours(visitor: FlaskClient, host: str):
    answer = visitor.get("/en/", headers={"Host": host})

    assert answer.status_code == 200
    assert f'"http://{host}/en/"' in answer.text


def test_forwarded_names_are_not_believed(visitor: FlaskClient):
    forwarded = {
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "gopher",
        "Forwarded": "host=evil.example;proto=gopher",
        "X-Forwarded-Prefix": "/evil.example",
    }

    answer = visitor.get("/en/", headers=forwarded)

    assert answer.status_code == 200
    for trace in ("evil.example", "gopher"):
        assert trace not in answer.text
        assert trace not in str(answer.headers)


def test_a_public_address_is_the_one_that_pages_name(site_app: Flask, tmp_path: Path):
    settings = dataclasses.replace(
        make_settings(tmp_path, database_of(site_app).url), base_url="https://book.example"
    )
    visitor = make_visitor(create_app(settings))

    page = visitor.get("/ru/terms", headers={"Host": "book.example"})

    assert page.status_code == 200
    assert '<link rel="canonical" href="https://book.example/ru/terms">' in page.text
    assert visitor.get("/ru/terms", headers={"Host": "192.0.2.7"}).status_code == 400
    assert "https://book.example/en/" in visitor.get("/sitemap.xml").text


def test_a_proxy_that_is_counted_is_believed_for_address_and_scheme(
    site_app: Flask, tmp_path: Path
):
    settings = dataclasses.replace(
        make_settings(tmp_path, database_of(site_app).url), trusted_proxies=1
    )
    visitor = make_visitor(create_app(settings))

    answer = visitor.get(
        "/ru/terms", headers={"X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"}
    )

    assert 'href="https://localhost/ru/terms"' in answer.text
    assert "evil.example" not in answer.text


def test_cookies_are_secure_where_the_site_is(visitor: FlaskClient):
    answer = visitor.post(
        "/en/preferences", data={"theme": "dark"}, headers=HERE, base_url="https://localhost"
    )

    assert "Secure" in answer.headers["Set-Cookie"]


@pytest.mark.parametrize("path", ["/en/search", "/en/read/moscow-1920-24", "/nope", "/"])
def test_a_query_longer_than_any_page_needs_is_refused(visitor: FlaskClient, path: str):
    assert visitor.get(f"{path}?q={'a' * 4094}").status_code != 414
    assert visitor.get(f"{path}?q={'a' * 4095}").status_code == 414


def test_a_body_over_the_limit_is_refused(visitor: FlaskClient):
    body = b"theme=" + b"d" * (1024 * 1024 + 1)

    answer = visitor.post(
        "/en/preferences",
        data=body,
        headers=HERE,
        content_type="application/x-www-form-urlencoded",
    )

    assert answer.status_code == 413
    assert "<h1>" in answer.text


def test_a_form_of_too_many_parts_is_refused(visitor: FlaskClient):
    answer = visitor.post(
        "/en/preferences",
        data={f"field{n}": "x" for n in range(300)},
        headers=HERE,
        content_type="multipart/form-data",
    )

    assert answer.status_code == 413


def test_too_many_changes_from_one_address_are_asked_to_wait(folder_app: Flask):
    visitors = [make_visitor(folder_app), make_visitor(folder_app)]
    for one in visitors:
        one.environ_base["REMOTE_ADDR"] = "192.0.2.8"
    for number in range(WRITES_A_MINUTE):
        answer = visitors[number % 2].post("/en/preferences", headers=HERE)
        assert answer.status_code == 303

    refused = visitors[0].post("/ru/preferences", data={"theme": "dark"}, headers=HERE)

    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert "Set-Cookie" not in refused.headers
    elsewhere = {"REMOTE_ADDR": "192.0.2.9"}
    assert (
        visitors[0].post("/en/preferences", headers=HERE, environ_base=elsewhere).status_code == 303
    )
    assert visitors[0].get("/en/").status_code == 200


def test_reading_is_not_counted_and_writes_nothing(folder_app: Flask):
    visitor = make_visitor(folder_app)
    before = database_of(folder_app).revision()

    for _ in range(WRITES_A_MINUTE * 2):
        assert visitor.get("/en/?x=1", headers=HERE).status_code == 200

    assert database_of(folder_app).revision() == before


@pytest.mark.parametrize(
    "cookie", ["eyJ1IjoiYW5uYSJ9.AAAA.BBBB", "", "\xff", "a" * 3000, "eyJ1IjoiYW5uYSJ9"]
)
def test_a_forged_session_is_nobody(visitor: FlaskClient, cookie: str):
    visitor.set_cookie("__Host-session", cookie)

    assert visitor.get("/en/").status_code == 200
