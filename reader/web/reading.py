"""A document, read in any of its views."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import Blueprint, Response, abort, g, render_template, request
from markupsafe import Markup

from reader import context
from reader.domain.documents import layout
from reader.domain.documents.heads import DocumentHead
from reader.domain.documents.kinds import BlockKind
from reader.domain.documents.layout import Flow, Paragraph, Piece, View
from reader.domain.language.languages import Language
from reader.services import reading
from reader.web import metadata, preferences
from reader.web.cache import keep
from reader.web.frame import base_url
from reader.web.preferences import Preferences
from reader.web.shelves import once, shelf
from reader.web.wording import PASSAGE_ID

bp = Blueprint("reading", __name__)
GONE = 410
BETWEEN_LINES = re.compile(r"\n\s*\n+")


@dataclass(frozen=True, slots=True)
class Reading:
    """How one document is read: the view that is shown, and the texts there are to show."""

    document: DocumentHead
    view: View
    flow: Flow
    first: Language  # the side that stands left, above, or alone
    languages: tuple[Language, ...]  # of the texts that exist
    at: str  # the passage in focus, or ""

    @property
    def second(self) -> Language:
        """The language on the other side."""
        return self.first.other

    @property
    def key(self) -> tuple[str, ...]:
        """What the text on the page depends on, besides document and page language."""
        opened = self.at if self.view is View.PEEK else ""
        return self.view.value, self.flow.value, self.first.value, opened

    @property
    def alone(self) -> Language | None:
        """The only language shown, or None."""
        if len(self.languages) == 1:
            return self.languages[0]
        return Language(self.view.value) if self.view in {View.ENGLISH, View.RUSSIAN} else None


@bp.get("/<language:language>/read/<slug>")
def document(slug: str) -> Response:
    """Show a document."""
    found = shelf().document(slug)
    if found is None:
        with context.reading() as session:
            abort(GONE if reading.is_retired(session, slug) else 404)
    look = preferences.of(request)
    place = request.args.get("p", "")
    shown = _reading(found, look, place if PASSAGE_ID.fullmatch(place) else "")
    parts = once(
        ("article", slug, g.language, look, shown.key, shown.at, request.query_string, base_url()),
        lambda: _parts(shown, look),
    )
    return keep(
        Response(
            render_template(
                "reading/page.html", document=found, meta=parts.meta, article=parts.article
            )
        )
    )


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a document's page that need not be rendered for each reader anew."""

    meta: Markup
    article: Markup


def _parts(shown: Reading, look: Preferences) -> Parts:
    found = shown.document
    page = once(("body", found.slug, g.language, *shown.key), lambda: body(shown))
    before, after = shelf().neighbours(found.slug)
    structured = metadata.article(found, g.language, base_url(), shelf().site)
    meta = render_template("reading/_meta.html", document=found, structured=structured)
    article = render_template(
        "reading/_article.html",
        reading=shown,
        look=look,
        document=found,
        body=page.html,
        contents=page.contents,
        before=before,
        after=after,
    )
    return Parts(Markup(meta), Markup(article))  # noqa: S704 -- rendered by our own templates


def _reading(document: DocumentHead, look: Preferences, at: str) -> Reading:
    view = View(look.view)
    languages = tuple(language for language in Language if language in document.texts)
    flowing = {View.ENGLISH, View.RUSSIAN, View.PEEK}
    flow = Flow(look.flow) if look.flow else Flow.PARAGRAPHS if view in flowing else Flow.SENTENCES
    first = g.language if view is View.PEEK else Language.ENGLISH
    if look.swap == "1":
        first = first.other
    return Reading(document, view, flow, first, languages, at)


@dataclass(frozen=True, slots=True)
class Body:
    """A document's text as HTML, and its headings as (passage id, level, words by language)."""

    html: Markup
    contents: tuple[tuple[str, int, dict[Language, str]], ...]


def body(shown: Reading) -> Body:
    """Lay a document out and render its text; the same for all readers with the same settings."""
    pieces = document_pieces(shown.document)
    main = [piece for piece in pieces if piece.kind != BlockKind.NOTE]
    notes = [piece for piece in pieces if piece.kind == BlockKind.NOTE]
    html = render_template(
        _template(shown),
        reading=shown,
        rows=_rows(shown, main),
        notes=_rows(shown, notes),
        languages=[shown.first, shown.second],
        page_language=g.language,
    )
    packed = BETWEEN_LINES.sub("\n", html)
    return Body(Markup(packed), _contents(main))  # noqa: S704 -- rendered by our own template


def document_pieces(document: DocumentHead) -> list[Piece]:
    """Return a document's pieces, read once a revision."""

    def read() -> list[Piece]:
        with context.reading() as session:
            return reading.pieces(session, document, shelf().finder)

    return once(("pieces", document.slug), read)


def _template(shown: Reading) -> str:
    if shown.alone is not None:
        return "reading/_alone.html"
    if shown.view is View.PEEK:
        return "reading/_peek.html"
    return "reading/_spreads.html" if shown.flow is Flow.PARAGRAPHS else "reading/_pairs.html"


def _rows(shown: Reading, pieces: list[Piece]) -> object:
    """Return what the view's template repeats: paragraphs, spreads or pairs."""
    if shown.alone is not None:
        return layout.paragraphs(pieces, shown.alone)
    if shown.view is View.PEEK:
        return _peek(shown, pieces)
    if shown.flow is Flow.PARAGRAPHS:
        return layout.spreads(pieces)
    return layout.pairs(pieces)


def _peek(shown: Reading, pieces: list[Piece]) -> object:
    """Return the first text's paragraphs with each passage's other side, to be opened in place."""
    paragraphs: list[Paragraph] = layout.paragraphs(pieces, shown.first)
    others = {pair.id: pair.sides[shown.second] for pair in layout.pairs(pieces)}
    return [(paragraph, others) for paragraph in paragraphs]


def _contents(pieces: list[Piece]) -> tuple[tuple[str, int, dict[Language, str]], ...]:
    headings: dict[str, tuple[int, dict[Language, str]]] = {}
    for piece in pieces:
        if piece.kind == BlockKind.HEADING:
            headings.setdefault(piece.passage, (piece.level, {}))[1][piece.language] = piece.plain
    return tuple((passage, level, words) for passage, (level, words) in headings.items())
