"""For every reader: axe-core, large text, print, forced colours, motion, focus, no scripts."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import DOCUMENT, HEIGHT, LANGUAGES, VIEWS, WIDTHS, Visit, overflowing

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
KINDS = {
    "front": "/",
    "contents": "/documents",
    **{view: f"/read/{DOCUMENT}?view={view}" for view in VIEWS},
    "paragraphs": f"/read/{DOCUMENT}?view=parallel&flow=paragraphs",
    "citation": "/p/{p}/cite",
    "search": "/search",
    "found": f"/search?q={quote('съезд')}",
    "terms": "/terms",
    "term": "/terms/soviet",
    "names": "/names",
    "timeline": "/timeline",
    "error": "/nope",
}
LARGE = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}"
    + "p{margin-bottom:2em!important}html{font-size:200%!important}");
  document.adoptedStyleSheets = [sheet];
}"""
SMALL_TARGETS = """() => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), summary")]
  .filter((one) => {
    const box = one.getBoundingClientRect(), style = getComputedStyle(one);
    const inText = style.display === "inline" && one.closest("p, li, dd, td, blockquote");
    return box.width && style.visibility !== "hidden" && !inText && (box.width < 24 || box.height < 24);
  }).map((one) => one.outerHTML.slice(0, 90))"""


def violations(page: Page, source: str) -> list[str]:
    """Return what axe-core finds wrong with a page."""
    page.evaluate(source)
    found = page.evaluate(
        "tags => axe.run(document, { runOnly: tags, resultTypes: ['violations'] })", TAGS
    )
    return [
        f"{one['id']} x{len(one['nodes'])}: {one['nodes'][0]['html'][:120]}"
        for one in found["violations"]
    ]


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("ru", "dark")])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(
    visit: Visit,
    passage: str,
    axe_source: str,
    page_errors: list[str],
    kind: str,
    language: str,
    scheme: str,
):
    page = visit(f"/{language}" + KINDS[kind].format(p=passage), color_scheme=scheme)
    found = {}

    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        found[width] = violations(page, axe_source)

    page_errors[:] = [one for one in page_errors if "404" not in one]
    assert found == {1280: [], 320: []}


@pytest.mark.parametrize("kind", ["parallel", "peek", "terms", "front"])
def test_axe_finds_nothing_under_forced_colours(visit: Visit, axe_source: str, kind: str):
    page = visit("/en" + KINDS[kind], forced_colors="active")

    assert violations(page, axe_source) == []
    if kind == "parallel":
        page.locator(".n").first.focus()
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        assert page.locator(".views [aria-current]").evaluate(
            "one => { const s = getComputedStyle(one); return s.boxShadow !== 'none'"
            " || s.textDecorationLine !== 'none' || parseFloat(s.borderBottomWidth) > 0 }"
        )


def test_axe_finds_nothing_where_cards_and_lists_are_open(visit: Visit, axe_source: str):
    page = visit(f"/ru/read/{DOCUMENT}")
    page.locator(".look summary").click()
    assert violations(page, axe_source) == []
    page.locator(".toc summary").click()
    assert violations(page, axe_source) == []
    page.locator("a.nr").first.click()
    assert violations(page, axe_source) == []
    page.locator("a.t").first.click()
    page.locator(".note-card h2").wait_for()
    assert violations(page, axe_source) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_pages_fit_the_window_at_any_width_and_with_large_text(
    visit: Visit, passage: str, page_errors: list[str], kind: str, language: str
):
    page = visit(f"/{language}" + KINDS[kind].format(p=passage))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        assert overflowing(page) == [], width
        assert page.evaluate(SMALL_TARGETS) == [], width
    page.evaluate(LARGE)
    page.set_viewport_size({"width": 640, "height": HEIGHT})
    assert overflowing(page) == []
    page_errors[:] = [one for one in page_errors if "404" not in one]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["front", "parallel", "found", "terms", "timeline", "citation"])
def test_without_scripts_nothing_of_the_text_is_missing(
    visit: Visit, passage: str, kind: str, language: str
):
    path = f"/{language}" + KINDS[kind].format(p=passage)

    with_scripts = visit(path).locator("main").inner_text()
    without = visit(path, scripts=False).locator("main").inner_text()

    assert len(without) >= 0.98 * len(with_scripts)


@pytest.mark.parametrize("view", VIEWS)
def test_print_has_the_text_and_no_tools(visit: Visit, view: str):
    page = visit(f"/en/read/{DOCUMENT}?view={view}", color_scheme="dark")

    page.emulate_media(media="print", color_scheme="dark")

    for selector in (
        ".tools",
        ".head nav",
        ".foot nav",
        ".progress",
        ".resume",
        "#keys",
        ".turn",
        ".skip",
    ):
        for one in page.locator(selector).all():
            assert not one.is_visible(), selector
    assert page.locator("h1").is_visible()
    assert page.locator(".notes").is_visible()
    colours = page.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
    )
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


def test_motion_is_only_for_those_who_want_it(visit: Visit):
    behaviour = "getComputedStyle(document.documentElement).scrollBehavior"
    page = visit(f"/en/read/{DOCUMENT}", reduced_motion="no-preference")
    assert page.evaluate(behaviour) == "smooth"

    page.emulate_media(reduced_motion="reduce")

    assert page.evaluate(behaviour) == "auto"
    page.locator(".look summary").click()
    assert (
        page.evaluate("document.getAnimations().filter(one => one.playState === 'running').length")
        == 0
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_tab_skips_to_the_text(visit: Visit, language: str):
    page = visit(f"/{language}/read/{DOCUMENT}")

    page.keyboard.press("Tab")
    assert page.locator(".skip").evaluate("one => one === document.activeElement")
    box = page.locator(".skip").bounding_box()
    assert box
    assert box["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("kind", ["front", "parallel", "peek", "search"])
def test_focus_is_always_seen(visit: Visit, kind: str):
    page = visit("/ru" + KINDS[kind])

    for _ in range(25):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break  # past the last
        state = page.evaluate("""() => {
          const one = document.activeElement, style = getComputedStyle(one);
          const box = one.getBoundingClientRect();
          return [one.outerHTML.slice(0, 80), style.outlineStyle, parseFloat(style.outlineWidth),
            box.bottom > 0 && box.top < innerHeight];
        }""")
        assert state[1] != "none", state
        assert state[2] >= 2, state
        assert state[3], state
