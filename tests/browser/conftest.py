"""Readers in a browser: one server and one Chromium a run, a fresh visitor a test."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from tests.support.browser import collect_errors
from tests.support.databases import SITE, SQLITE, Databases
from tests.support.programs import axe
from tests.support.server import serving

DOCUMENT = "moscow-1920-24"  # the longest: notes, a table, a figure
VIEWS = ("parallel", "stacked", "en", "ru", "peek")
FLOWS = ("sentences", "paragraphs")
LANGUAGES = ("en", "ru")
WIDTHS = (320, 768, 1280)
HEIGHT = 800
PATIENCE = 20.0  # seconds, for a busy machine
OVERFLOW = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > root.clientWidth + 1)
    .map((one) => one.outerHTML.slice(0, 80)).slice(0, 3).concat(root.scrollWidth);
}"""

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def live_server_url(
    databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Give the server of all browser tests; settings may be changed as often as tests like."""
    instance = tmp_path_factory.mktemp("browser")
    with (
        databases.fresh(SQLITE, SITE) as url,
        serving(instance, READER_DATABASE_URL=url, FLASK_WRITES_A_MINUTE="100000") as address,
    ):
        yield address


@pytest.fixture
def visit(browser: Browser, live_server_url: str, page_errors: list[str]) -> Iterator[Visit]:
    """Give a function that opens an address as a new visitor; `width` and context options may vary.

    Motion is reduced unless a test asks for it, so that scrolling ends at once.
    """
    contexts: list[BrowserContext] = []

    def visit(path: str, *, width: int = 1280, scripts: bool = True, **options: Any) -> Page:  # noqa: ANN401 -- Playwright's
        settings = {"reduced_motion": "reduce", "locale": "en-GB"} | options
        context = browser.new_context(
            base_url=live_server_url,
            viewport={"width": width, "height": HEIGHT},
            java_script_enabled=scripts,
            **settings,
        )
        context.set_default_timeout(PATIENCE * 1000 / 2)
        contexts.append(context)
        page = context.new_page()
        collect_errors(page, page_errors)
        page.goto(path)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert page_errors == []


@pytest.fixture(scope="session")
def passage_ids(browser: Browser, live_server_url: str) -> list[str]:
    """Give the public ids of the long document's passages, in order."""
    page = browser.new_page(base_url=live_server_url)
    page.goto(f"/en/read/{DOCUMENT}")
    ids: list[str] = page.eval_on_selector_all(
        ".pair", "pairs => pairs.map((one) => one.dataset.passage)"
    )
    page.close()
    return ids


@pytest.fixture
def passage(passage_ids: list[str]) -> str:
    """Give a passage in the midst of the long document."""
    return passage_ids[len(passage_ids) // 2]


@pytest.fixture(scope="session")
def axe_source() -> str:
    """Give axe-core, to be run inside a page."""
    return axe()


def overflowing(page: Page) -> list[object]:
    """Return what makes a page wider than its window."""
    found: list[object] = page.evaluate(OVERFLOW)
    return found


def on_screen(page: Page, selector: str) -> bool:
    """Say whether a part of an element is in the window."""
    found: bool = page.evaluate(
        """(selector) => {
          const box = document.querySelector(selector).getBoundingClientRect();
          return box.bottom > 0 && box.top < window.innerHeight;
        }""",
        selector,
    )
    return found


def until(page: Page, expression: str) -> None:
    """Wait until an expression is true of the page.

    Playwright's own `wait_for_function` evaluates text inside the page, which its policy forbids.
    """
    deadline = time.monotonic() + PATIENCE
    while not page.evaluate(expression):
        assert time.monotonic() < deadline, expression
        page.wait_for_timeout(20)
