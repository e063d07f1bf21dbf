"""How a reader likes to read: chosen by a click or the form, kept in a cookie, never by a link."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from reader.web.preferences import CHOICES, Preferences, local_path, parse
from tests.web.conftest import Get
from tests.web.html import parse as read
from tests.web.pages import DOCUMENT

HOST = "http://localhost"
HERE = {"Sec-Fetch-Site": "same-origin"}
PAGE = f"/ru/read/{DOCUMENT}"

# Ways to lead a visitor elsewhere from a field that should hold a path of this site.
FOREIGN = [
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "https://evil.example",
    "http:evil.example",
    "https:/evil.example",
    "\\\\evil.example",
    "/\\evil.example",
    "/\\/evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "//evil.example%2f..",
    "http://127.0.0.1@evil.example",
    "//evil.example\\@127.0.0.1",
    "/%09/evil.example",
    "/%5cevil.example",
    "/.evil.example/..//evil.example",
    "//%E2%80%AEevil.example",
    "//evil。example",
    "https://evil.example#127.0.0.1",
    "?next=//evil.example",
    "/\r\nSet-Cookie: a=b",
    "//[::1]@evil.example",
    "///\\evil.example",
    "\x00//evil.example",
    "/en//evil.example",
    "/en/../..//evil.example",
    "/en/\r\nSet-Cookie: a=b",
    "/en/\\evil.example",
    "/english.evil.example/",
    "en/",
    "@evil.example",
]


def save(visitor: FlaskClient, **fields: str):
    """Send the form of the page's look."""
    return visitor.post("/ru/preferences", data=fields, headers=HERE)


def look(page_source: str) -> dict[str, str]:
    """Return what a page says of its look."""
    html = read(page_source).one("html")
    return {name: html[f"data-{name}"] for name in ("theme", "face", "size", "width")}


def test_the_form_keeps_the_look_and_goes_back(visitor: FlaskClient):
    answer = save(visitor, size="4", width="wide", face="sans", theme="dark", next=f"{PAGE}?p=abc")

    assert answer.status_code == 303
    assert answer.headers["Location"] == f"{PAGE}?p=abc"
    assert "SameSite=Lax" in answer.headers["Set-Cookie"]
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    assert look(visitor.get(PAGE).text) == {
        "theme": "dark",
        "face": "sans",
        "size": "4",
        "width": "wide",
    }


def test_a_later_choice_leaves_the_earlier_ones(visitor: FlaskClient):
    save(visitor, theme="dark")
    save(visitor, size="5")

    assert look(visitor.get("/en/terms").text)["theme"] == "dark"
    assert look(visitor.get("/en/terms").text)["size"] == "5"


def test_the_form_on_the_page_shows_what_was_chosen_and_where_it_returns(visitor: FlaskClient):
    save(visitor, theme="dark", width="narrow")

    form = read(visitor.get(f"{PAGE}?view=stacked").text).one("form")

    assert form["method"] == "post"
    assert form.one("input", name="next")["value"] == f"{PAGE}?view=stacked"
    chosen = {one["name"]: one["value"] for one in form.all("input") if "checked" in one.attributes}
    assert chosen == {"size": "2", "width": "narrow", "face": "serif", "theme": "dark"}


@pytest.mark.parametrize("value", ["", "huge", "6", "<script>", "2; Domain=evil.example"])
def test_values_that_are_no_choice_are_passed_over(visitor: FlaskClient, value: str):
    save(visitor, size="3")

    save(visitor, size=value, view=value, nonsense=value)

    assert look(visitor.get("/en/").text)["size"] == "3"


@pytest.mark.parametrize("target", FOREIGN)
def test_the_form_leads_nowhere_else(visitor: FlaskClient, target: str):
    answer = save(visitor, theme="dark", next=target)

    assert answer.status_code == 303
    assert answer.headers["Location"] == "/ru/"
    assert "evil" not in str(answer.headers)


@pytest.mark.parametrize(
    "path",
    ["/en/", "/ru/read/moscow-1920-24?view=peek&p=ab1", "/en/search?q=%D1%85%D0%BB%D0%B5%D0%B1"],
)
def test_paths_of_the_site_are_let_through(path: str):
    assert local_path(path) == path


@given(st.text() | st.text("/\\.enru:@?#%\t\n evil", max_size=20).map("/en/".__add__))
def test_whatever_is_let_through_stays_on_the_site(target: str):
    found = local_path(target)

    assert found in {"", target}
    if found:
        parts = urlsplit(found)
        assert not parts.scheme
        assert not parts.netloc
        assert found[:4] in {"/en/", "/ru/"}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": ""},
        {"Sec-Fetch-Site": "cross-site", "Origin": HOST},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost.evil.example"},
        {"Origin": "http://localhost:81"},
        {"Referer": f"{HOST}/en/"},
    ],
)
def test_a_form_of_another_origin_is_refused(visitor: FlaskClient, headers: dict[str, str]):
    answer = visitor.post("/en/preferences", data={"theme": "dark"}, headers=headers)

    assert answer.status_code == 403
    assert "Set-Cookie" not in answer.headers
    assert look(visitor.get("/en/").text)["theme"] == "system"


def test_a_browser_that_says_only_its_origin_may_save(visitor: FlaskClient):
    answer = visitor.post("/en/preferences", data={"theme": "dark"}, headers={"Origin": HOST})

    assert answer.status_code == 303


def test_a_layout_chosen_by_a_click_is_remembered(visitor: FlaskClient):
    answer = visitor.get(f"{PAGE}?view=stacked", headers={**HERE, "Referer": HOST + PAGE})

    assert "view-stacked" in answer.headers["Set-Cookie"]
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert (
        "v-stacked" in read(visitor.get("/en/read/how-the-book-argues").text).one("article").classes
    )


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site", "Referer": "https://example.org/"},
        {"Sec-Fetch-Site": "cross-site", "Referer": HOST + PAGE},
        {"Sec-Fetch-Site": "same-origin", "Referer": HOST + "/ru/search?q=x"},
        {"Sec-Fetch-Site": "same-origin"},
    ],
)
def test_a_layout_in_a_shared_link_is_shown_and_not_remembered(
    visitor: FlaskClient, headers: dict[str, str]
):
    answer = visitor.get(f"{PAGE}?view=stacked&flow=paragraphs&swap=1", headers=headers)

    assert {"v-stacked", "f-paragraphs"} <= read(answer.text).one("article").classes
    assert "Set-Cookie" not in answer.headers
    assert "v-parallel" in read(visitor.get(PAGE).text).one("article").classes


def test_changing_the_view_does_not_touch_the_language(visitor: FlaskClient):
    answer = visitor.get(f"{PAGE}?view=en", headers={**HERE, "Referer": HOST + PAGE})

    assert "language=" not in answer.headers["Set-Cookie"]


def test_every_view_is_a_link_that_works_without_scripts(get: Get):
    page = get(PAGE)

    links = [link["href"] for link in page.one("nav", class_="views").all("a")]
    assert links == [f"?view={view}" for view in CHOICES["view"]]
    assert [link["href"] for link in page.all("a", class_="swap")] == [
        "?view=parallel&flow=sentences&swap=1"
    ]


def test_views_keep_the_passage_that_the_address_names(get: Get, passage: str):
    page = get(f"{PAGE}?p={passage}")

    for link in page.one("div", class_="tools").all("a"):
        if link["href"].startswith("?"):
            assert f"p={passage}" in link["href"]
            assert link["href"].endswith(f"#p-{passage}")


@given(
    st.builds(Preferences, **{name: st.sampled_from(values) for name, values in CHOICES.items()})
)
def test_the_cookie_gives_back_what_was_kept(kept: Preferences):
    assert parse(kept.cookie()) == kept


@given(st.text())
def test_any_cookie_can_be_read(cookie: str):
    found = parse(cookie)

    for name, values in CHOICES.items():
        assert getattr(found, name) in {*values, ""}


@pytest.mark.parametrize("cookie", ["", "view-", "view-peek.view-en.view-ru", "é", "a" * 3000, '"'])
def test_a_spoilt_cookie_does_no_harm(visitor: FlaskClient, cookie: str):
    visitor.set_cookie("reading", cookie)
    visitor.set_cookie("language", cookie)

    for _ in range(2):
        assert visitor.get(PAGE).status_code == 200
