"""Search over all documents."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template, request
from markupsafe import Markup

from reader import context
from reader.domain.language.languages import Language
from reader.domain.search.query import parse
from reader.services import search
from reader.services.search import Answer, Hit
from reader.web.cache import keep
from reader.web.wording import foreign

bp = Blueprint("search", __name__)
LAST_PAGE = 500


@bp.get("/<language:language>/search")
def page() -> Response:
    """Show the pairs that answer a query, with the words marked on both sides."""
    typed = request.args.get("q", "")
    number = min(LAST_PAGE, max(1, request.args.get("page", 1, type=_whole)))
    query = parse(typed)
    answer = Answer(query, (), 0, number)
    if query.wanted:
        with context.reading() as session:
            answer = search.search(session, query, page=number)
    return keep(
        make_response(
            render_template("search/page.html", answer=answer, typed=typed, marked=marked)
        )
    )


def _whole(raw: str) -> int:
    if not raw.isascii() or not raw.isdigit() or len(raw) > 6:
        raise ValueError(raw)
    return int(raw)


def marked(hit: Hit, language: Language) -> Markup:
    """Return one side of a hit with the found words in `mark` elements."""
    text = hit.texts[language]
    pieces = []
    read = 0
    for start, end in hit.marks[language]:
        before, found = foreign(text[read:start], language), foreign(text[start:end], language)
        pieces += [before, Markup("<mark>"), found, Markup("</mark>")]
        read = end
    return Markup("").join([*pieces, foreign(text[read:], language)])
