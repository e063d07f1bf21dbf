"""The termbase, the names and the timeline."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from flask import Blueprint, Response, abort, g, make_response, render_template

from reader.domain.language.languages import Language
from reader.domain.language.sorting import sort_key
from reader.domain.terms.entries import Name, NameKind, Term
from reader.domain.terms.timescale import scale
from reader.web.cache import keep
from reader.web.shelves import shelf

bp = Blueprint("terms", __name__)
Entry = TypeVar("Entry", Term, Name)


@bp.get("/<language:language>/terms")
def terms() -> Response:
    """Show the termbase in the alphabet of the page's language."""
    return keep(
        make_response(render_template("terms/terms.html", groups=_by_letter(shelf().terms)))
    )


@bp.get("/<language:language>/names")
def names() -> Response:
    """Show the people, places and organisations, in the alphabet of the page's language."""
    kinds = [
        (kind, _sorted([name for name in shelf().names if name.kind == kind])) for kind in NameKind
    ]
    return keep(
        make_response(
            render_template(
                "terms/names.html", kinds=[(kind, found) for kind, found in kinds if found]
            )
        )
    )


@bp.get("/<language:language>/terms/<entry_id>")
def term(entry_id: str) -> Response:
    """Show one term by itself, as a card in a text shows it."""
    return _one("terms/term.html", shelf().terms, entry_id)


@bp.get("/<language:language>/names/<entry_id>")
def name(entry_id: str) -> Response:
    """Show one name by itself."""
    return _one("terms/name.html", shelf().names, entry_id)


def _one(template: str, entries: Iterable[Term | Name], entry_id: str) -> Response:
    entry = next((one for one in entries if one.id == entry_id), None)
    if entry is None:
        abort(404)
    return keep(make_response(render_template(template, entry=entry)))


@bp.get("/<language:language>/timeline")
def timeline() -> Response:
    """Show the events, drawn and listed."""
    events = shelf().events
    return keep(
        make_response(
            render_template(
                "terms/timeline.html", events=events, drawing=scale(events) if events else None
            )
        )
    )


def _sorted(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda one: sort_key(getattr(one, g.language.value)))


def _by_letter(entries: Iterable[Entry]) -> list[tuple[str, list[Entry]]]:
    groups: dict[str, list[Entry]] = {}
    for entry in _sorted(entries):
        word = entry.en if g.language is Language.ENGLISH else entry.ru
        first = next((letter for letter in word if letter.isalpha()), "#")
        groups.setdefault(first.upper().replace("Ё", "Е"), []).append(entry)
    return list(groups.items())
