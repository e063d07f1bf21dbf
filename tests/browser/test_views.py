"""The views of a document, at every width, with and without scripts."""

from __future__ import annotations

import pytest
from tests.browser.conftest import (
    DOCUMENT,
    FLOWS,
    HEIGHT,
    LANGUAGES,
    VIEWS,
    WIDTHS,
    Visit,
    overflowing,
)

SIDES = """(selector) => [...document.querySelectorAll(selector)].map((row) => {
  const sides = [...row.querySelectorAll(":scope > .s")].filter((one) => one.textContent.trim());
  const line = (side) => {
    const walker = document.createTreeWalker(side, NodeFilter.SHOW_TEXT);
    let node;
    while ((node = walker.nextNode())) {
      if (!node.data.trim() || node.parentElement.closest(".gap, .m, .back, [role=columnheader]")) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      return range.getClientRects()[0];
    }
    return null;
  };
  return sides.map((side) => {
    const box = side.getBoundingClientRect();
    const first = line(side);
    const { left, right, top: start, bottom: end } = box;
    return { top: first ? first.top : start, left, right, start, end };
  });
}).filter((sides) => sides.length === 2)"""


@pytest.mark.parametrize(
    ("language", "scripts"), [("en", True), ("ru", False)], ids=["en-scripts", "ru-bare"]
)
@pytest.mark.parametrize("flow", FLOWS)
@pytest.mark.parametrize("view", VIEWS)
def test_every_layout_fits_every_window(
    visit: Visit, view: str, flow: str, language: str, *, scripts: bool
):
    page = visit(f"/{language}/read/{DOCUMENT}?view={view}&flow={flow}", scripts=scripts)

    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        assert overflowing(page) == [], width
        assert page.locator("h1").is_visible()
        assert page.locator(".notes").is_visible()


@pytest.mark.parametrize("flow", FLOWS)
@pytest.mark.parametrize("size", ["2", "5"])
def test_both_sides_of_a_pair_start_on_the_same_line(visit: Visit, flow: str, size: str):
    page = visit(f"/en/read/{DOCUMENT}?flow={flow}")
    page.evaluate("size => { document.documentElement.dataset.size = size }", size)

    rows = page.evaluate(SIDES, ".pair, .spread")

    assert len(rows) > (80 if flow == "sentences" else 20)
    for left, right in rows:
        assert abs(left["top"] - right["top"]) < 1.5, (left, right)
        assert left["right"] <= right["left"]


@pytest.mark.parametrize("width", [320, 735])
@pytest.mark.parametrize("flow", FLOWS)
def test_below_two_columns_pairs_are_stacked(visit: Visit, flow: str, width: int):
    rows = visit(f"/ru/read/{DOCUMENT}?flow={flow}", width=width).evaluate(SIDES, ".pair, .spread")

    assert rows
    for first, second in rows:
        assert second["start"] >= first["end"] - 1
        assert abs(first["left"] - second["left"]) < 1


@pytest.mark.parametrize("flow", FLOWS)
def test_stacked_view_is_stacked_in_a_wide_window_too(visit: Visit, flow: str):
    rows = visit(f"/ru/read/{DOCUMENT}?view=stacked&flow={flow}").evaluate(SIDES, ".pair, .spread")

    assert rows
    for first, second in rows:
        assert second["start"] >= first["end"] - 1


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "bare"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_sides_are_swapped_and_stay_so(visit: Visit, language: str, *, scripts: bool):
    page = visit(f"/{language}/read/{DOCUMENT}", scripts=scripts)
    first = page.locator(".pair .s:first-child [lang]").first
    assert first.get_attribute("lang") == "en"

    page.locator("a.swap").click()
    page.wait_for_url("**swap=1*")
    assert first.get_attribute("lang") == "ru"

    page.goto(f"/{language}/read/{DOCUMENT}")
    assert first.get_attribute("lang") == "ru"
    page.locator("a.swap").click()
    page.wait_for_url("**swap=0*")
    assert first.get_attribute("lang") == "en"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "bare"])
def test_each_view_is_chosen_by_its_link_and_kept_for_the_next_document(
    visit: Visit, *, scripts: bool
):
    page = visit(f"/en/read/{DOCUMENT}", scripts=scripts)

    for number in (1, 2, 3, 4, 0):
        page.locator(".views a").nth(number).click()
        page.wait_for_url(f"**view={VIEWS[number]}*")
        page.locator(f"article.v-{VIEWS[number]}").wait_for()
        assert page.locator(".views [aria-current]").count() == 1
    page.locator(".views a").nth(1).click()
    page.wait_for_url("**view=stacked*")
    page.goto("/en/read/how-the-book-argues")
    assert page.locator("article.v-stacked").count() == 1


@pytest.mark.parametrize("view", VIEWS)
def test_sentences_and_paragraphs_are_toggled(visit: Visit, view: str):
    page = visit(f"/ru/read/{DOCUMENT}?view={view}&flow=sentences")

    page.locator(".more a[href*='flow=paragraphs']").click()
    page.locator("article.f-paragraphs").wait_for()
    page.locator(".more a[href*='flow=sentences']:not(.swap)").click()
    page.locator("article.f-sentences").wait_for()
    assert page.locator(f"article.v-{view}").count() == 1


def test_opening_a_link_to_a_layout_keeps_the_readers_own(visit: Visit):
    page = visit(f"/en/read/{DOCUMENT}?view=stacked&flow=paragraphs")
    assert page.locator("article.v-stacked").count() == 1

    page.goto(f"/en/read/{DOCUMENT}")

    assert page.locator("article.v-parallel.f-sentences").count() == 1


def test_pictures_and_tables_stand_inside_their_column(visit: Visit):
    for width in WIDTHS:
        page = visit(f"/en/read/{DOCUMENT}", width=width)
        for image in page.locator(".figure img").all():
            image.scroll_into_view_if_needed()
            box = image.bounding_box()
            assert box
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
            assert image.evaluate("one => one.complete && one.naturalWidth > 0")
            assert image.get_attribute("alt")
