"""A small reading of HTML for tests: elements with their attributes, text with its language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)
CYRILLIC = re.compile("[Ѐ-ӿ]")
LATIN = re.compile("[A-Za-z]")
SILENT = frozenset({"script", "style", "code", "pre"})
SHORTEST_LATIN = 4  # a Roman numeral or an initial is no language
SPOKEN = ("title", "alt", "aria-label", "placeholder")


@dataclass
class Element:
    """An element: its name, attributes, parent, and what is in it, in order."""

    name: str
    attributes: dict[str, str]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def get(self, name: str, default: str = "") -> str:
        """Return an attribute, or `default`."""
        return self.attributes.get(name, default)

    @property
    def classes(self) -> set[str]:
        """Its classes."""
        return set(self.get("class").split())

    @property
    def text(self) -> str:
        """All text inside, spaces as one."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child._texts()

    def all(self, name: str = "", /, **attributes: str) -> list[Element]:
        """Return the elements inside with this name and these attributes (`class_`: one class)."""
        return [one for one in self.walk() if one.fits(name, attributes)]

    def one(self, name: str = "", /, **attributes: str) -> Element:
        """Return the only element that fits."""
        found = self.all(name, **attributes)
        assert len(found) == 1, (name, attributes, len(found))
        return found[0]

    def fits(self, name: str, attributes: dict[str, str]) -> bool:
        """Say whether the element has this name and these attributes."""
        if name and name != self.name:
            return False
        wanted = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
        css = wanted.pop("class", None)
        if css is not None and css not in self.classes:
            return False
        return all(self.attributes.get(key) == value for key, value in wanted.items())

    def walk(self) -> Iterator[Element]:
        """Give every element inside, in order."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.walk()

    @property
    def line(self) -> list[Element]:
        """The element and those around it, the nearest first."""
        return [self, *(self.parent.line if self.parent else [])]

    @property
    def language(self) -> str:
        """The language that the nearest `lang` says."""
        return next((one["lang"] for one in self.line if "lang" in one.attributes), "")


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.at = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), ("attribute twice", tag, attrs)
        made = Element(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.children.append(made)
        if tag not in VOID:
            self.at = made

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.at = self.at.parent or self.root

    def handle_endtag(self, tag: str) -> None:
        assert self.at.name == tag, (f"</{tag}> ends", self.at.name, self.getpos())
        self.at = self.at.parent or self.root

    def handle_data(self, data: str) -> None:
        self.at.children.append(data)


def parse(source: str) -> Element:
    """Read a page; fails where an element is not ended in its order."""
    builder = _Builder()
    builder.feed(source)
    builder.close()
    assert builder.at is builder.root, ("not ended", builder.at.name)
    return builder.root


def wrong_languages(page: Element) -> list[str]:
    """Return the texts whose script is not that of the language they are said to be in."""
    wrong = []
    for element in page.all("body")[0].walk():
        if any(one.name in SILENT or one.get("translate") == "no" for one in element.line):
            continue
        texts = [child for child in element.children if isinstance(child, str)]
        texts += [element.get(name) for name in SPOKEN]
        wrong += [
            f"{element.language}: {text.strip()[:60]}"
            for text in texts
            if not _fits(text, element.language)
        ]
    return wrong


def _fits(text: str, language: str) -> bool:
    cyrillic, latin = len(CYRILLIC.findall(text)), len(LATIN.findall(text))
    if cyrillic + latin < 2:
        return True
    if cyrillic > latin:
        return language == "ru"
    return latin < SHORTEST_LATIN or language not in {"ru", ""}
