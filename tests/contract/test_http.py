"""The addresses that the outside may rely on, as the design fixes them, on the server as it is started."""

from __future__ import annotations

import http.client
import json
import re
from urllib.parse import quote, urlsplit

import pytest

VIEWS = ("parallel", "stacked", "en", "ru", "peek")
SLUG = "moscow-1920-24"


def ask(
    url: str, path: str, method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], str]:
    """Return the status, headers and body of an answer; redirects are not followed."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
    try:
        connection.request(
            method, path, headers={k.replace("_", "-"): v for k, v in headers.items()}
        )
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read().decode()
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("headers", "target"),
    [
        ({}, "/en/"),
        ({"Accept_Language": "ru"}, "/ru/"),
        ({"Accept_Language": "ru", "Cookie": "language=en"}, "/en/"),
    ],
)
def test_root_is_302_by_cookie_then_accept_language_then_english(
    live_server_url: str, headers: dict[str, str], target: str
):
    status, answer, _ = ask(live_server_url, "/", **headers)

    assert (status, answer["Location"]) == (302, target)


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("view", VIEWS)
def test_document_has_its_passages_by_id_and_sides_by_language(
    live_server_url: str, language: str, view: str
):
    status, _, body = ask(live_server_url, f"/{language}/read/{SLUG}?view={view}")

    assert status == 200
    places = re.findall(
        r'id="p-([0-9a-z]+)" data-passage="([0-9a-z]+)"', body.replace(' role="row"', "")
    )
    assert len(places) > 50
    assert all(place == passage for place, passage in places)
    assert f'lang="{view if view in {"en", "ru"} else language}"' in body


@pytest.mark.parametrize("language", ["en", "ru"])
def test_passage_is_302_to_its_place(live_server_url: str, language: str):
    body = ask(live_server_url, f"/{language}/read/{SLUG}")[2]
    passage = re.findall(r'data-passage="([0-9a-z]+)"', body)[40]

    status, headers, _ = ask(live_server_url, f"/{language}/p/{passage}")

    assert status == 302
    target = urlsplit(headers["Location"])
    assert target.path == f"/{language}/read/{SLUG}"
    assert target.fragment == f"p-{passage}"


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(
    "path", ["/", f"/search?q={quote('хлеб')}", "/terms", "/names", "/timeline"]
)
def test_the_pages_of_the_contract_answer(live_server_url: str, language: str, path: str):
    status, headers, body = ask(live_server_url, f"/{language}{path}")

    assert status == 200
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert f'<html lang="{language}"' in body


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health(live_server_url: str, path: str):
    assert ask(live_server_url, path)[0] == 200


def test_the_servers_own_answers_are_guarded_and_do_not_name_it(live_server_url: str):
    for path, method in (("/en/", "GET"), ("/en/", "HEAD"), ("/nope", "GET"), ("/en/", "FOO")):
        status, headers, _ = ask(live_server_url, path, method)
        assert status < 500
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "waitress" not in headers.get("Server", "")


def test_structured_data_is_json(live_server_url: str):
    body = ask(live_server_url, "/ru/")[2]

    (raw,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', body)
    assert json.loads(raw)["@type"] == "Book"
