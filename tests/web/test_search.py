"""Search: any form finds every form, on both sides, and nothing typed does harm."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from tests.web.conftest import Get
from tests.web.html import Element, wrong_languages


def hits(page: Element) -> list[Element]:
    """Return the hits on a page."""
    return page.all("li", class_="hit")


def total(page: Element) -> int:
    """Return how many passages the page says it found."""
    (status,) = [one for one in page.all("p") if one.get("role") == "status"]
    return int("".join(filter(str.isdigit, status.text)))


def ask(get: Get, query: str, language: str = "en", more: str = "") -> Element:
    """Return the page that answers a query."""
    return get(f"/{language}/search?q={quote(query)}{more}")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("strike", "strikes"),
        ("striking", "strike"),
        ("забастовка", "забастовками"),
        ("съезд", "съезда"),
        ("пришёл", "пришел"),
        ("workers", "Worker"),
    ],
)
def test_any_form_finds_every_form(get: Get, one: str, other: str):
    assert total(ask(get, one)) == total(ask(get, other)) > 0


def test_words_are_marked_on_the_side_where_they_stand(get: Get):
    for query, side in (("забастовка", "ru"), ("congress", "en")):
        marks = [mark for hit in hits(ask(get, query)) for mark in hit.all("mark")]
        assert marks
        assert {mark.language for mark in marks} == {side}


def test_words_of_both_languages_are_marked_on_both_sides_of_a_pair(get: Get):
    page = ask(get, "congress съезд")

    assert hits(page)
    for hit in hits(page):
        assert {mark.language for mark in hit.all("mark")} == {"en", "ru"}


def test_each_hit_shows_the_pair_and_leads_to_its_place(get: Get, visitor: FlaskClient):
    for hit in hits(ask(get, "съезд", "ru"))[:5]:
        assert [one["lang"] for one in hit.one("div", class_="sides").all("p")] == ["ru", "en"]
        href = hit.one("p", class_="from").one("a")["href"]
        target = visitor.get(href).headers["Location"]
        passage = target.partition("#p-")[2]
        assert f'id="p-{passage}"' in visitor.get(target).text


def test_a_phrase_is_its_words_next_to_each_other(get: Get):
    phrase, words = ask(get, '"Moscow workers"'), ask(get, "Moscow workers")

    assert 0 < total(phrase) < total(words)
    for quoted in ("«Moscow workers»", "“Moscow worker”", "„Moscow workers“"):
        assert total(ask(get, quoted)) == total(phrase)
    assert total(ask(get, "«московских рабочих»")) == total(ask(get, '"московские рабочие"')) > 0


def test_an_excluded_word_is_left_out(get: Get):
    every, less = ask(get, "strike"), ask(get, "strike -Petrograd")

    assert total(less) < total(every)
    assert "petrograd" not in " ".join(hit.text for hit in hits(less)).lower()


def test_a_beginning_finds_words_that_begin_so(get: Get):
    assert total(ask(get, "revol*")) >= total(ask(get, "revolution")) > 0


def test_a_side_limits_the_search_to_it(get: Get):
    assert total(ask(get, "ru:съезд")) == total(ask(get, "съезд"))
    assert total(ask(get, "en:съезд")) == 0


def test_long_answers_come_in_pages_without_repeating(get: Get):
    first = ask(get, "party")
    assert total(first) > 20
    links = [hit.one("p", class_="from").one("a")["href"] for hit in hits(first)]
    page = get(first.one("a", rel="next")["href"])
    links += [hit.one("p", class_="from").one("a")["href"] for hit in hits(page)]

    assert len(links) == len(set(links)) == min(40, total(first))
    assert page.one("ol", class_="hits")["start"] == "21"
    assert get(page.one("a", rel="prev")["href"]).one("ol", class_="hits")["start"] == "1"


def test_a_page_past_the_end_is_empty(get: Get):
    assert not hits(ask(get, "party", more="&page=400"))
    assert hits(ask(get, "party", more="&page=0"))
    assert hits(ask(get, "party", more="&page=two"))


def test_nothing_typed_shows_how_to_search(get: Get):
    for path in ("/en/search", "/ru/search?q=", "/ru/search?q=%20%20", "/en/search?q=-"):
        page = get(path)
        assert len(page.one("dl", class_="how").all("kbd")) == 5
        assert not hits(page)


def test_nothing_found_is_said(get: Get):
    page = ask(get, "qwertyuiop", "ru")

    assert total(page) == 0
    assert wrong_languages(page) == []


@pytest.mark.parametrize(
    "query",
    [
        "' OR 1=1 --",
        '"); DROP TABLE segments;--',
        '"unbalanced',
        "*",
        "-*",
        "NEAR(a b)",
        "a AND OR NOT",
        "en:",
        "ru:-",
        "col:umn",
        "^a",
        "(((",
        "а" * 3000,
        "🙂🙂",
        "\u202eоборот",
        "{{7*7}}",
        "%s%n",
        "\\",
        "a\tb\nc",
        "!:& | <-> :*",
        "<script>alert(1)</script>",
        " ".join(["слово"] * 300),
    ],
)
def test_whatever_is_typed_is_text(get: Get, query: str):
    page = ask(get, query[:600])

    assert page.one("input", name="q")["value"] == query[:600]
    assert all(one.get("src") or one.get("type") for one in page.all("script"))
    assert "49" not in page.one("title").text
