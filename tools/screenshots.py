"""Take pictures of every kind of page into screenshots/, from a server that this starts itself.

`make screenshots` takes them all: each view and page in both languages, light and dark, at three widths.
Words given as arguments keep those whose names hold one of them: `tools/screenshots.py parallel-ru`.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, Page  # noqa: E402 -- after the path
from tests.support.browser import running_browser  # noqa: E402 -- after the path
from tests.support.server import serving  # noqa: E402 -- after the path

OUT = ROOT / "screenshots"
WIDTHS = {320: 720, 768: 1024, 1280: 900}
SCHEMES = ("light", "dark")
LANGUAGES = ("en", "ru")
DOCUMENT = "/read/moscow-1920-24"
LAYOUTS = {
    f"{view}-{flow}": f"{DOCUMENT}?view={view}&flow={flow}"
    for view in ("parallel", "stacked", "en", "ru", "peek")
    for flow in ("sentences", "paragraphs")
}
PAGES = {
    "front": "/",
    "contents": "/documents",
    **LAYOUTS,
    "book": "/read/the-book",
    "reception": "/read/reception",
    "citation": "/p/{passage}/cite",
    "search": "/search",
    "found": f"/search?q={quote('рабочая оппозиция')}",
    "terms": "/terms",
    "names": "/names",
    "timeline": "/timeline",
    "error": "/nope",
}
# What is pressed before the picture is taken, on a document's page.
MOMENTS = {
    "look-open": ".look summary",
    "contents-open": ".toc summary",
    "note-open": "a.nr",
    "term-open": "a.t",
    "peek-open": "[data-peek]",
}


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its name, address, window and colours, and what is pressed before."""

    name: str
    path: str
    width: int
    scheme: str
    press: str = ""


def shots(passage: str, wanted: list[str]) -> Iterator[Shot]:
    """Give the pictures whose names hold one of the wanted words; all if there are none."""
    for language, scheme, width in product(LANGUAGES, SCHEMES, WIDTHS):
        end = f"{language}-{scheme}-{width}"
        found = [
            Shot(f"{kind}-{end}", f"/{language}" + path.format(passage=passage), width, scheme)
            for kind, path in PAGES.items()
        ]
        for kind, press in MOMENTS.items():
            view = "peek" if kind == "peek-open" else "parallel"
            path = f"/{language}{DOCUMENT}?view={view}"
            found.append(Shot(f"{kind}-{end}", path, width, scheme, press))
        yield from (one for one in found if not wanted or any(word in one.name for word in wanted))


def take(browser: Browser, base: str, shot: Shot) -> None:
    """Take one picture; a document's is of its window, any other page's of its whole length."""
    context = browser.new_context(
        base_url=base,
        viewport={"width": shot.width, "height": WIDTHS[shot.width]},
        color_scheme="dark" if shot.scheme == "dark" else "light",
        reduced_motion="reduce",
        locale="ru-RU" if shot.path.startswith("/ru") else "en-GB",
    )
    page = context.new_page()
    page.goto(shot.path)
    page.reload()  # the text face is shown once it has been loaded
    if page.locator("[data-passage]").count() and not shot.press:
        page.screenshot(path=OUT / f"{shot.name}-top.png")
        page.mouse.wheel(0, WIDTHS[shot.width] * 1.6)
    _press(page, shot.press)
    page.screenshot(path=OUT / f"{shot.name}.png")
    context.close()


def _press(page: Page, selector: str) -> None:
    if not selector:
        return
    one = (
        page.locator(f"{selector}:visible").first
        if selector != "[data-peek]"
        else page.locator(selector).nth(3)
    )
    one.scroll_into_view_if_needed()
    one.dispatch_event("click")
    if selector.startswith("a."):
        page.locator(".note-card").wait_for()


def main(wanted: list[str]) -> None:
    """Start a server over content/ and take the pictures."""
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir()
    with (
        tempfile.TemporaryDirectory() as instance,
        serving(Path(instance)) as base,
        running_browser() as browser,
    ):
        page = browser.new_page(base_url=base)
        page.goto(f"/en{DOCUMENT}")
        passage = page.locator(".pair").nth(20).get_attribute("data-passage") or ""
        page.close()
        for number, shot in enumerate(shots(passage, wanted), 1):
            take(browser, base, shot)
            if sys.stderr.isatty():
                print(f"\r{number} {shot.name:40}", end="", file=sys.stderr)
    print(f"{len(list(OUT.iterdir()))} pictures in {OUT.name}/", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
