"""Words and small forms that templates ask for: sentences in a given language, choices, groups."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from typing import Any

from flask import Flask, request
from flask_babel import force_locale
from flask_babel import gettext as _
from markupsafe import Markup

from reader.domain.documents.inline import CELL
from reader.domain.documents.layout import Paragraph, Span, Spread
from reader.domain.language.languages import Language
from reader.domain.language.scripts import foreign_runs

PASSAGE_ID = re.compile(r"[0-9a-z]{1,32}")
SHORT_WORD = re.compile(r"(?<!\w)([a-zа-яё]{1,2}) ", re.IGNORECASE)
YEARS = re.compile(r"(\d)–(\d)")
Choices = list[tuple[str, str]]


def install(app: Flask) -> None:
    """Give the templates these words and filters."""
    app.jinja_env.globals.update(
        no_counterpart=no_counterpart,
        offer_words=offer_words,
        note_back=note_back,
        looks=looks,
        keys=keys,
        kind_of_name=kind_of_name,
        cite_style=cite_style,
        cells=cells,
        pages_of=pages_of,
        here=here,
        one_line=one_line,
    )
    app.jinja_env.filters.update(
        groupby_run=groupby_run,
        sides_of=sides_of,
        from_front=from_front,
        split_cells=split_cells,
        unbroken=unbroken,
        foreign=foreign,
    )


def no_counterpart(language: Language) -> str:
    """Return what stands where a side has nothing, in that side's language."""
    with force_locale(language.value):
        return str(_("No counterpart"))


def offer_words(language: Language) -> str:
    """Return the offer to read the page in a language, in that language."""
    with force_locale(language.value):
        if language is Language.ENGLISH:
            return str(_("Read this page in English"))
        return str(_("Read this page in Russian"))


def note_back(number: str) -> str:
    """Return the name of the link from a note back to its text."""
    return str(_("Note %(number)s: back to the text", number=number))


def looks() -> list[tuple[str, str, Choices]]:
    """Return the settings of the page's look: name, title, choices with their words."""
    return [
        ("size", _("Text size"), [(n, n) for n in ("1", "2", "3", "4", "5")]),
        (
            "width",
            _("Line width"),
            [("narrow", _("Narrow")), ("medium", _("Medium")), ("wide", _("Wide"))],
        ),
        ("face", _("Typeface"), [("serif", _("Serif")), ("sans", _("Sans serif"))]),
        (
            "theme",
            _("Colours"),
            [("system", _("As the system")), ("light", _("Light")), ("dark", _("Dark"))],
        ),
    ]


def keys() -> Choices:
    """Return the keys that work on a document's page, and what they do."""
    return [
        ("j", _("next passage")),
        ("k", _("previous passage")),
        ("Enter", _("open the passage’s other side (in the Peek view)")),
        ("v", _("next view")),
        ("s", _("swap sides")),
        ("l", _("the other language")),
        ("c", _("cite the passage")),
        ("/", _("search")),
        ("?", _("this list")),
    ]


def here(values: dict[str, str]) -> dict[str, str]:
    """Return a layout's query, with the passage that the address names, so that the place is kept."""
    place = request.args.get("p", "")
    return {"p": place} | values if PASSAGE_ID.fullmatch(place) else values


def pages_of(extent: str) -> str:
    """Return the extent of an edition."""
    return str(_("%(extent)s pp.", extent=extent))


def kind_of_name(kind: str) -> str:
    """Return the title of a part of the list of names."""
    titles = {"person": _("People"), "place": _("Places"), "organisation": _("Organisations")}
    return str(titles[kind])


def cite_style(style: str, language: Language) -> str:
    """Return the title of a ready citation."""
    title = _("GOST R 7.0.5") if style == "GOST" else _("Chicago")
    text = _("English text") if language is Language.ENGLISH else _("Russian text")
    return f"{title}, {text}"


def groupby_run(items: Iterable[Any], attribute: str) -> list[tuple[Any, list[Any]]]:
    """Return runs of neighbours with the same attribute (Jinja's own `groupby` sorts)."""
    return [
        (key, list(run)) for key, run in groupby(items, key=lambda one: getattr(one, attribute))
    ]


def sides_of(spreads: Iterable[Spread], language: Language) -> list[Paragraph]:
    """Return the paragraphs of several spreads on one side."""
    return [paragraph for spread in spreads for paragraph in spread.sides[language]]


def split_cells(html: str) -> list[str]:
    """Return the cells of a table row."""
    return html.split(CELL)


def cells(span: Span) -> Span:
    """Return a table row as one line, its cells parted by dots."""
    return replace(span, html=span.html.replace(CELL, " · "))


def foreign(text: str, language: Language) -> Markup:
    """Return plain text as HTML in which runs in the other script carry their language."""
    return Markup(foreign_runs(text, language))  # noqa: S704 -- it escapes


def unbroken(title: str) -> str:
    """Return a title that does not break inside a span of years or behind a short word."""
    title = SHORT_WORD.sub("\\1\u00a0", title)
    return YEARS.sub("\\1\u2060–\u2060\\2", title)


def one_line(html: str) -> Markup:
    """Return a part's HTML as one line: a table row's cells parted by dots."""
    return Markup(html.replace(CELL, " · "))  # noqa: S704 -- sanitised when it was rendered


def from_front(html: str) -> Markup:
    """Return HTML whose relative links are right on the front page, one level up."""
    return Markup(html.replace('href="../', 'href="'))  # noqa: S704 -- sanitised when it was rendered
