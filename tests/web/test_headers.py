"""The headers of every answer, and pages without a script or style of their own."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from tests.web.conftest import Get
from tests.web.html import parse, wrong_languages
from tests.web.pages import BROKEN, KINDS
from werkzeug.datastructures import Headers

GUARDS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}
FILES = ["/sitemap.xml", "/robots.txt", "/healthz", "/readyz", "/favicon.ico", "/en/feed.atom"]
FILES += ["/ru/manifest.webmanifest", "/media/moscow-population.en.svg", "/", "/en", "/fr/"]


def guarded(headers: Headers) -> None:
    """Check the headers of an answer: each once, and all strict."""
    for name, value in GUARDS.items():
        assert headers.getlist(name) == [value], name
    (policy,) = headers.getlist("Content-Security-Policy")
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split(";")}
    assert rules["default-src"] == ["'none'"]
    assert "'unsafe-inline'" not in policy
    assert "'unsafe-eval'" not in policy
    assert "data:" not in policy
    assert {rules[name][0] for name in ("base-uri", "frame-ancestors")} == {"'none'"}
    (hsts,) = headers.getlist("Strict-Transport-Security")
    assert int(re.findall(r"max-age=(\d+)", hsts)[0]) >= 15_552_000
    assert headers.getlist("Permissions-Policy")
    assert "Server" not in headers
    assert "X-Powered-By" not in headers
    assert "X-Keep-Page" not in headers


@pytest.mark.parametrize("kind", KINDS)
def test_pages_fresh_kept_and_unchanged_are_guarded(visitor: FlaskClient, passage: str, kind: str):
    path = "/ru" + KINDS[kind].format(p=passage)

    for _ in range(2):
        answer = visitor.get(path)
        guarded(answer.headers)
    if etag := answer.headers.get("ETag"):
        unchanged = visitor.get(path, headers={"If-None-Match": etag})
        assert unchanged.status_code == 304
        guarded(unchanged.headers)


@pytest.mark.parametrize("path", FILES)
def test_files_and_redirects_are_guarded(visitor: FlaskClient, path: str):
    with visitor.get(path) as answer:
        guarded(answer.headers)


@pytest.mark.parametrize("kind", BROKEN)
def test_error_pages_are_guarded(visitor: FlaskClient, kind: str):
    guarded(visitor.get("/en" + BROKEN[kind][0]).headers)


def test_refusals_are_guarded(visitor: FlaskClient):
    for answer in (
        visitor.post("/en/preferences"),
        visitor.put("/en/terms", headers={"Sec-Fetch-Site": "same-origin"}),
        visitor.get("/en/", headers={"Host": "evil.example"}),
        visitor.open("/en/", method="OPTIONS"),
    ):
        guarded(answer.headers)


def test_static_files_are_guarded_by_what_concerns_files(visitor: FlaskClient, get: Get):
    page = get("/en/read/moscow-1920-24")
    sources = [link["href"] for link in page.all("link", rel="stylesheet")]
    sources += [script["src"] for script in page.all("script") if script.get("src")]
    assert len(sources) == 2

    for source in sources:
        headers = visitor.get(source).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Strict-Transport-Security"]


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("kind", [*KINDS, *BROKEN])
def test_no_page_has_a_script_or_style_inline(
    visitor: FlaskClient, passage: str, kind: str, language: str
):
    path = KINDS[kind].format(p=passage) if kind in KINDS else BROKEN[kind][0]
    page = parse(visitor.get(f"/{language}{path}").text)

    for one in page.walk():
        assert one.name != "style"
        if one.name == "script" and one.get("type") != "application/ld+json":
            assert one.get("src").startswith("/static/")
            assert one.get("integrity").startswith("sha384-")
        for name, value in one.attributes.items():
            assert name != "style"
            assert not name.startswith("on")
            assert not value.strip().lower().startswith("javascript:")


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_run_is_in_the_language_it_says(get: Get, passage: str, kind: str, language: str):
    page = get(f"/{language}" + KINDS[kind].format(p=passage))

    assert wrong_languages(page) == []


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("kind", KINDS)
def test_pages_have_one_title_one_heading_and_no_id_twice(
    get: Get, passage: str, kind: str, language: str
):
    page = get(f"/{language}" + KINDS[kind].format(p=passage))

    assert len(page.all("h1")) == 1
    assert page.one("head").one("title").text
    ids = [one["id"] for one in page.walk() if "id" in one.attributes]
    assert sorted(set(ids)) == sorted(ids)
    known = set(ids)
    for link in page.all("a"):
        href = link.get("href")
        if href.startswith("#"):
            assert href[1:] in known, href
    for one in page.walk():
        for name in ("aria-labelledby", "aria-describedby", "for"):
            if name in one.attributes:
                assert one[name] in known, (name, one[name])
