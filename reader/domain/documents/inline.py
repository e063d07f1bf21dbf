"""Render blocks' inline Markdown to safe HTML, cut where the segments end.

Python-Markdown renders each block whole, so that emphasis may run over several sentences; invisible
marks stand where segments meet, and each piece closes what it opened. nh3 removes whatever Markdown
let through that a reader's page must not hold.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape, unescape

import nh3
from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

CUT = "\ue000"  # between two segments
CELL = "\ue001"  # between two cells of a table row
TAGS = {"a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "img", "ins", "kbd", "q", "s"} | {
    "small", "span", "strong", "sub", "sup",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "title", "class", "data-note", "hreflang", "lang"},
    "abbr": {"title"},
    "img": {"src", "alt", "title"},
    "span": {"lang", "class"},
    "em": {"lang"},
    "i": {"lang"},
    "q": {"lang"},
    "cite": {"lang"},
}
SCHEMES = {"http", "https", "mailto"}
TAG = re.compile(r"<(/?)([a-z0-9]+)((?:\s[^<>]*)?)>")
CUT_IN_TAG = re.compile(rf"<[^<>]*{CUT}[^<>]*>")
VOID = frozenset({"br", "img"})
NOTE_LINK = re.compile(r'<a class="note-ref"[^>]*>.*?</a>')
NOTE_MARK = r"\[\^([^\]\s]+)\]"
SPACES = re.compile(r"[ \t\r\n]+")  # no-break spaces are the author's and stay
UNESCAPED_PIPE = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A segment as the page needs it: safe HTML, and the plain text of the same."""

    html: str
    plain: str


class _NoteReference(InlineProcessor):
    """`[^label]` becomes a link whose number and target the page fills in."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 -- Markdown's name
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element, int, int]:
        del data
        link = ET.Element("a", {"class": "note-ref", "data-note": m.group(1), "href": "#"})
        link.text = m.group(1)
        return link, m.start(0), m.end(0)


class Renderer:
    """Renders the blocks of one text; `references` are its link definitions, by folded label."""

    def __init__(
        self, references: dict[str, tuple[str, str]], *, resolve: Callable[[str], str]
    ) -> None:
        self._markdown = Markdown(extensions=["attr_list"], output_format="html")
        self._markdown.references.update(references)
        # Above "reference" (170), so that [^1] is never taken for a link.
        self._markdown.inlinePatterns.register(_NoteReference(NOTE_MARK), "note", 175)
        self._resolve = resolve

    def render(self, contents: Sequence[str]) -> list[Rendered]:
        """Return each segment of one block rendered; `contents` are its segments' contents."""
        contents = [_without_marks(content) for content in contents]
        whole = self._html(CUT.join(contents))
        pieces = [] if CUT_IN_TAG.search(whole) else cut(whole, CUT)
        if len(pieces) != len(contents):  # a mark was lost, or stands in an attribute: one by one
            pieces = [self._html(content) for content in contents]
        return [Rendered(piece, plain(piece)) for piece in pieces]

    def render_row(self, content: str) -> Rendered:
        """Return a table row rendered, its cells joined by `CELL`."""
        content = _without_marks(content)
        cells = UNESCAPED_PIPE.split(content.strip().removeprefix("|").removesuffix("|"))
        html = [self._html(cell.strip().replace("\\|", "|")) for cell in cells]
        return Rendered(CELL.join(html), " | ".join(plain(cell) for cell in html))

    def render_code(self, content: str) -> Rendered:
        """Return a code block as it stands, escaped."""
        return Rendered(escape(content), content)

    def _html(self, source: str) -> str:
        root = ET.Element("div")
        paragraph = ET.SubElement(root, "p")
        paragraph.text = source.replace("\u0002", "").replace("\u0003", "")
        for processor in self._markdown.treeprocessors:
            replaced = processor.run(root)
            root = root if replaced is None else replaced
        for link in root.iter("a"):
            if link.get("class") != "note-ref":
                link.set("href", self._resolve(link.get("href", "")))
        for image in root.iter("img"):
            image.set("src", self._resolve(image.get("src", "")))
        html = self._markdown.serializer(root)
        for post in self._markdown.postprocessors:
            html = post.run(html)
        # Not `reset()`, which would forget the text's link definitions with the rest.
        self._markdown.htmlStash.reset()
        inner = html.strip().removeprefix("<div>").removesuffix("</div>").strip()
        return sanitise(inner.removeprefix("<p>").removesuffix("</p>"))


def _without_marks(content: str) -> str:
    """Return an author's text without the characters that are the renderer's own."""
    return content.replace(CUT, "").replace(CELL, "")


def sanitise(html: str) -> str:
    """Return inline HTML with only the tags, attributes and schemes a page may hold."""
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)


def cut(html: str, mark: str) -> list[str]:
    """Cut inline HTML at each mark; tags open at a cut are closed before and reopened after it.

    >>> cut("<em>Да.|Нет.</em>", "|")
    ['<em>Да.</em>', '<em>Нет.</em>']
    """
    pieces = []
    open_tags: list[tuple[str, str]] = []
    for part in html.split(mark):
        before = "".join(start for start, _ in open_tags)
        for tag in TAG.finditer(part):
            name = tag[2]
            if tag[1]:
                if open_tags and open_tags[-1][1] == name:
                    open_tags.pop()
            elif name not in VOID:
                open_tags.append((tag[0], name))
        after = "".join(f"</{name}>" for _, name in reversed(open_tags))
        pieces.append((before + part + after).strip())
    return pieces


def plain(html: str) -> str:
    """Return the text of inline HTML: no tags, no footnote marks, an image's description for it."""
    text = NOTE_LINK.sub("", html)
    text = re.sub(r'<img[^>]*alt="([^"]*)"[^>]*>', r"\1", text)
    text = re.sub(r"<br[^>]*>", " ", text)
    return SPACES.sub(" ", unescape(TAG.sub("", text))).strip()
