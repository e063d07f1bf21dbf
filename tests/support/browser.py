"""A browser for tests: Debian's Chromium, driven by Playwright; a page that fails on any error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from tests.support.programs import chromium

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Run Chromium, which asks nothing of the network by itself."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


def collect_errors(page: Page, errors: list[str]) -> None:
    """Let every error that the page tells of, on its console or from its scripts, join the list."""

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error":
            errors.append(f"console: {message.text} ({page.url})")

    page.on("console", heard)
    page.on("pageerror", lambda error: errors.append(f"script: {error} ({page.url})"))
