"""Reading with the hand and the keyboard: peek, marks, notes, terms, the place, the look, the keys."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import (
    DOCUMENT,
    LANGUAGES,
    VIEWS,
    WIDTHS,
    Visit,
    on_screen,
    until,
)

RUSSIAN_KEYS = {"j": "о", "k": "л", "v": "м", "s": "ы", "l": "д", "c": "с", "/": "."}
CODES = {"/": "Slash"}
PRESS = """([key, code]) => (document.activeElement ?? document.body).dispatchEvent(
  new KeyboardEvent("keydown", { key, code, bubbles: true, cancelable: true }))"""
SCROLL_TO = "id => document.getElementById(`p-${id}`).scrollIntoView({ block: 'start' })"


def press(page: Page, key: str, layout: str) -> None:
    """Press a key by its Latin name, as a keyboard of the layout does."""
    if layout == "latin":
        page.keyboard.press(key)
    else:
        page.evaluate(PRESS, [RUSSIAN_KEYS[key], CODES.get(key, f"Key{key.upper()}")])


def focused(page: Page) -> str:
    """Return the passage that has the focus."""
    found: str = page.evaluate(
        "document.activeElement.closest('[data-passage]')?.dataset.passage ?? ''"
    )
    return found


# Peek


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_a_tap_opens_the_other_side_under_its_sentence(
    visit: Visit, passage: str, language: str, width: int
):
    page = visit(f"/{language}/read/{DOCUMENT}?view=peek", width=width, has_touch=True)
    sentence = page.locator(f"#p-{passage}")
    under = sentence.locator(".under")
    expect(under).to_be_hidden()

    sentence.tap(position={"x": 6, "y": 8})

    expect(under).to_be_visible()
    assert under.get_attribute("lang") == ("ru" if language == "en" else "en")
    expect(sentence.locator("[data-peek]")).to_have_attribute("aria-expanded", "true")
    sentence.tap(position={"x": 6, "y": 8})
    expect(under).to_be_hidden()


def test_enter_opens_and_closes_the_other_side(visit: Visit, passage: str):
    page = visit(f"/en/read/{DOCUMENT}?view=peek")
    link = page.locator(f"#p-{passage} [data-peek]")

    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"#p-{passage} .under")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(f"#p-{passage} .under")).to_be_hidden()
    assert "p=" not in page.url


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_scripts_a_plain_link_opens_the_other_side(
    visit: Visit, passage: str, language: str
):
    page = visit(f"/{language}/read/{DOCUMENT}?view=peek", scripts=False)

    page.locator(f"#p-{passage} [data-peek]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**p={passage}#p-{passage}")

    expect(page.locator(f"#p-{passage} .under")).to_be_visible()
    assert page.locator(".under:visible").count() == 1
    assert on_screen(page, f"#p-{passage}")


# Both sides marked


@pytest.mark.parametrize("flow", ["sentences", "paragraphs"])
@pytest.mark.parametrize("view", ["parallel", "stacked"])
def test_pointing_at_a_passage_marks_both_its_sides(
    visit: Visit, passage: str, view: str, flow: str
):
    page = visit(f"/en/read/{DOCUMENT}?view={view}&flow={flow}")
    both = page.locator(f"[data-passage='{passage}']")
    plain = both.first.evaluate(
        "one => getComputedStyle(one).boxShadow + getComputedStyle(one).backgroundColor"
    )

    both.first.scroll_into_view_if_needed()
    both.first.hover()

    expect(page.locator(".on").first).to_have_attribute("data-passage", passage)
    assert page.locator(".on").count() == both.count()
    marked = both.last.evaluate(
        "one => getComputedStyle(one).boxShadow + getComputedStyle(one).backgroundColor"
    )
    assert marked != plain


@pytest.mark.parametrize("flow", ["sentences", "paragraphs"])
def test_focusing_a_passage_marks_both_its_sides(visit: Visit, passage: str, flow: str):
    page = visit(f"/ru/read/{DOCUMENT}?flow={flow}")

    page.locator(f"[data-passage='{passage}'] .n").first.focus()

    for one in page.locator(f"[data-passage='{passage}']").all():
        expect(one).to_have_class(re.compile(r"\bon\b"))
    assert page.locator(".on").count() == page.locator(f"[data-passage='{passage}']").count()


# The look


@pytest.mark.parametrize(
    ("name", "value", "measure"),
    [
        ("size", "5", "getComputedStyle(document.querySelector('.pairs')).fontSize"),
        ("width", "narrow", "getComputedStyle(document.querySelector('.doc')).maxWidth"),
        ("face", "sans", "getComputedStyle(document.body).fontFamily"),
        ("theme", "dark", "getComputedStyle(document.body).backgroundColor"),
    ],
)
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "bare"])
def test_the_look_changes_at_once_and_is_kept(
    visit: Visit, name: str, value: str, measure: str, *, scripts: bool
):
    page = visit(f"/en/read/{DOCUMENT}", scripts=scripts)
    before = page.evaluate(measure)

    page.locator(".look summary").click()
    choice = page.locator(f".look input[name='{name}'][value='{value}']")
    if scripts:
        with page.expect_response("**/preferences"):
            choice.check()
        assert page.evaluate(measure) != before
        page.reload()
    else:
        choice.check()
        page.locator(".look button").click()
        page.wait_for_url(f"**/read/{DOCUMENT}")

    after = page.evaluate(measure)
    assert after != before
    page.goto("/ru/terms")
    assert page.locator("html").get_attribute(f"data-{name}") == value


def test_colours_follow_the_system_until_chosen(visit: Visit):
    paper = "getComputedStyle(document.body).backgroundColor"
    page = visit("/en/", color_scheme="light")
    light = page.evaluate(paper)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(paper)
    assert light != dark

    page.goto(f"/en/read/{DOCUMENT}")
    page.locator(".look summary").click()
    with page.expect_response("**/preferences"):
        page.locator(".look input[name='theme'][value='light']").check()
    assert page.evaluate(paper) == light


def test_escape_and_a_click_elsewhere_close_the_settings(visit: Visit):
    page = visit(f"/en/read/{DOCUMENT}")
    drop = page.locator("details.look")

    drop.locator("summary").click()
    page.keyboard.press("Escape")
    expect(drop).not_to_have_attribute("open", "")
    expect(drop.locator("summary")).to_be_focused()
    drop.locator("summary").click()
    page.locator("h1").click()
    expect(drop).not_to_have_attribute("open", "")


# The place


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_the_place_is_kept_and_offered_on_the_next_visit(
    visit: Visit, passage: str, view: str, language: str
):
    page = visit(f"/{language}/read/{DOCUMENT}?view={view}")
    expect(page.locator(".resume")).to_be_hidden()
    page.evaluate(SCROLL_TO, passage)
    until(page, f"localStorage.getItem('place:{DOCUMENT}')")
    kept = page.evaluate(f"localStorage.getItem('place:{DOCUMENT}')")

    page.goto("/en/")
    page.goto(f"/{language}/read/{DOCUMENT}?view={view}")
    expect(page.locator(".resume")).to_be_visible()
    page.locator(".resume a").click()

    page.wait_for_url(f"**#{kept}")
    assert on_screen(page, f"#{kept}")
    expect(page.locator(".resume")).to_be_hidden()


def test_a_dismissed_place_is_not_offered_again(visit: Visit, passage: str):
    page = visit(f"/en/read/{DOCUMENT}")
    page.evaluate(SCROLL_TO, passage)
    until(page, f"localStorage.getItem('place:{DOCUMENT}')")
    page.goto("/en/")
    page.goto(f"/en/read/{DOCUMENT}")

    page.locator(".resume button").click()
    expect(page.locator(".resume")).to_be_hidden()

    page.reload()
    page.locator(".progress").wait_for(state="attached")
    expect(page.locator(".resume")).to_be_hidden()


def test_progress_grows_and_the_end_forgets_the_place(visit: Visit, passage: str):
    page = visit(f"/en/read/{DOCUMENT}")
    value = "document.querySelector('progress').value"
    assert page.evaluate(value) == 0

    page.evaluate(SCROLL_TO, passage)
    until(page, f"{value} > 0")
    middle, whole = page.evaluate(value), page.evaluate("document.querySelector('progress').max")
    assert 0.3 < middle / whole < 0.8
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    until(page, f"{value} === {whole}")
    assert page.evaluate(f"localStorage.getItem('place:{DOCUMENT}')") is None


# Contents, turning


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "bare"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_list_of_headings_leads_to_them(visit: Visit, width: int, *, scripts: bool):
    page = visit(f"/ru/read/{DOCUMENT}", width=width, scripts=scripts)

    page.locator(".toc summary").click()
    link = page.locator(".toc a").nth(4)
    words, target = link.text_content(), link.get_attribute("href")
    link.click()

    assert target
    assert page.url.endswith(target)
    assert on_screen(page, target)
    assert words
    assert words in (page.locator(target).text_content() or "")


def test_previous_and_next_turn_the_texts(visit: Visit):
    page = visit(f"/en/read/{DOCUMENT}")
    title = page.locator("h1").text_content()

    following = page.locator(".turn .next b").text_content()
    page.locator(".turn .next").click()
    expect(page.locator("h1")).to_have_text(str(following))
    page.locator(".turn .prev").click()
    expect(page.locator("h1")).to_have_text(str(title))


# Notes, terms, names


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_a_footnote_opens_in_place_and_leads_back(visit: Visit, view: str, language: str):
    page = visit(f"/{language}/read/{DOCUMENT}?view={view}")
    mark = page.locator("a.nr:visible").nth(2)
    mark.scroll_into_view_if_needed()

    mark.click()
    card = page.locator(".note-card")
    expect(card).to_be_visible()
    expect(card).to_be_focused()
    assert len(card.text_content() or "") > 20
    assert card.locator("[id]").count() == 0
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(mark).to_be_focused()
    mark.click()
    card.locator(".close").click()
    expect(card).to_have_count(0)


def test_a_footnotes_card_shows_it_in_both_languages(visit: Visit):
    for view in ("parallel", "peek"):
        page = visit(f"/en/read/{DOCUMENT}?view={view}")

        page.locator("a.nr[href='#n-en-2']").click()

        card = page.locator(".note-card")
        text = card.inner_text()
        assert re.search("[а-яё]{4}", text)
        assert re.search("[a-z]{4}", text)


@pytest.mark.parametrize("view", VIEWS)
def test_without_scripts_a_footnote_is_a_link_there_and_back(visit: Visit, view: str):
    page = visit(f"/ru/read/{DOCUMENT}?view={view}", scripts=False)
    mark = page.locator("a.nr:visible").nth(1)
    place, target = mark.get_attribute("id"), mark.get_attribute("href")

    mark.click()
    assert target
    assert page.url.endswith(target)
    assert on_screen(page, target)
    page.locator(f"{target} .back").click()
    assert page.url.endswith(f"#{place}")
    assert on_screen(page, f"#{place}")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_term_shows_its_card_on_tap_and_escape_returns(visit: Visit, language: str, width: int):
    page = visit(f"/{language}/read/{DOCUMENT}", width=width, has_touch=True)
    term = page.locator("a.t").nth(3)
    term.scroll_into_view_if_needed()

    term.tap()
    card = page.locator(".note-card")
    expect(card).to_be_visible()
    assert card.locator("h2").count() == 1
    box = card.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    expect(term).to_have_attribute("aria-expanded", "true")

    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(term).to_be_focused()


@pytest.mark.parametrize("kind", ["terms", "names"])
def test_a_card_opens_when_the_keyboard_reaches_its_word(visit: Visit, kind: str):
    page = visit(f"/en/read/{DOCUMENT}")
    term = page.locator(f"a.t[href*='/{kind}#'], a.t[href*='{kind}#']").first
    page.keyboard.press("Tab")

    term.focus()
    card = page.locator(".note-card")
    expect(card).to_be_visible()
    expect(term).to_be_focused()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(term).to_be_focused()
    page.keyboard.press("Tab")
    expect(term).not_to_be_focused()


def test_without_scripts_a_term_leads_to_its_entry(visit: Visit):
    page = visit(f"/ru/read/{DOCUMENT}", scripts=False)
    term = page.locator("a.t").first
    anchor = str(term.get_attribute("href")).partition("#")[2]

    term.click()
    page.wait_for_url(f"**#{anchor}")
    assert on_screen(page, f"[id='{anchor}']")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "bare"])
@pytest.mark.parametrize("view", ["parallel", "en"])
def test_the_number_of_a_passage_leads_to_its_citation_and_back(
    visit: Visit, passage: str, view: str, *, scripts: bool
):
    page = visit(f"/en/read/{DOCUMENT}?view={view}", scripts=scripts)

    page.locator(f"#p-{passage} .n").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/p/{passage}/cite")
    assert page.locator(".copy").count() == 5
    page.locator(".onward a").last.click()
    page.wait_for_url(f"**p={passage}#p-{passage}")
    assert on_screen(page, f"#p-{passage}")


# Keys


@pytest.mark.parametrize("layout", ["latin", "russian"])
@pytest.mark.parametrize("view", VIEWS)
def test_j_and_k_go_from_passage_to_passage(
    visit: Visit, passage_ids: list[str], view: str, layout: str
):
    page = visit(f"/en/read/{DOCUMENT}?view={view}")

    seen = []
    for _ in range(3):
        press(page, "j", layout)
        seen.append(focused(page))
    press(page, "k", layout)

    assert len(set(seen)) == 3
    assert seen == sorted(seen, key=passage_ids.index)
    assert focused(page) == seen[1]
    assert on_screen(page, f"#p-{seen[1]}")


@pytest.mark.parametrize("layout", ["latin", "russian"])
def test_keys_change_view_sides_language_and_lead_on(visit: Visit, layout: str):
    page = visit(f"/en/read/{DOCUMENT}")

    press(page, "v", layout)
    page.wait_for_url("**view=stacked*")
    press(page, "s", layout)
    page.wait_for_url("**swap=1*")
    press(page, "l", layout)
    page.wait_for_url("**/ru/read/**")
    press(page, "j", layout)
    at = focused(page)
    assert at
    press(page, "c", layout)
    page.wait_for_url(f"**/ru/p/{at}/cite")
    page.go_back()
    press(page, "/", layout)
    page.wait_for_url("**/ru/search")


def test_enter_opens_the_other_side_of_the_passage_that_j_reached(visit: Visit):
    page = visit(f"/en/read/{DOCUMENT}?view=peek")
    page.keyboard.press("j")
    page.keyboard.press("j")
    at = focused(page)

    page.keyboard.press("Enter")

    expect(page.locator(f"#p-{at} .under")).to_be_visible()


@pytest.mark.parametrize(("key", "code"), [("?", "Slash"), ("?", "Digit7")])
def test_the_question_mark_shows_the_keys(visit: Visit, key: str, code: str):
    page = visit(f"/ru/read/{DOCUMENT}")

    page.evaluate(PRESS, [key, code])

    expect(page.locator("#keys")).to_have_attribute("open", "")
    expect(page.locator("#keys summary")).to_be_focused()
    assert page.locator("#keys dt").count() == 9


def test_keys_rest_while_typing_and_with_other_modifiers(visit: Visit):
    page = visit(f"/en/read/{DOCUMENT}")
    page.evaluate("""() => {
      const field = document.createElement("input");
      field.id = "typed";
      document.querySelector("main").prepend(field);
      field.focus();
    }""")
    page.keyboard.type("jkvslc/?")
    assert page.locator("#typed").input_value() == "jkvslc/?"
    page.locator("#typed").evaluate("one => one.blur()")
    for combination in ("Control+l", "Alt+j"):
        page.keyboard.press(combination)
    assert page.url.endswith(f"/en/read/{DOCUMENT}")
    assert focused(page) == ""


# Language


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_the_switch_keeps_the_passage_on_screen(
    visit: Visit, passage: str, view: str, language: str
):
    other = "ru" if language == "en" else "en"
    page = visit(f"/{language}/read/{DOCUMENT}?view={view}")
    page.evaluate(SCROLL_TO, passage)

    page.locator("a.switch").evaluate("one => one.click()")

    page.wait_for_url(f"**/{other}/read/{DOCUMENT}?view={view}#p-*")
    at = page.url.partition("#")[2]
    assert on_screen(page, f"#{at}")
    assert on_screen(page, f"#p-{passage}")


@pytest.mark.parametrize("view", VIEWS)
def test_without_scripts_the_switch_keeps_the_passage_of_the_address(
    visit: Visit, passage: str, view: str
):
    page = visit(f"/ru/read/{DOCUMENT}?view={view}&p={passage}#p-{passage}", scripts=False)

    page.locator("a.switch").click()

    page.wait_for_url(f"**/en/read/{DOCUMENT}?view={view}&p={passage}#p-{passage}")
    assert on_screen(page, f"#p-{passage}")


def test_the_switch_is_remembered_and_a_link_is_not(visit: Visit):
    page = visit("/en/terms")
    page.locator("a.switch").click()
    page.wait_for_url("**/ru/terms")
    page.goto("/")
    page.wait_for_url("**/ru/")

    page.goto("/en/names")
    assert page.locator(".offer").get_attribute("lang") == "ru"
    page.goto("/")
    page.wait_for_url("**/ru/")


def test_the_view_link_keeps_the_passage_on_screen(visit: Visit, passage: str):
    page = visit(f"/en/read/{DOCUMENT}")
    page.evaluate(SCROLL_TO, passage)

    page.locator(".views a").nth(4).evaluate("one => one.click()")

    page.wait_for_url("**view=peek#p-*")
    assert on_screen(page, f"#{page.url.partition('#')[2]}")
