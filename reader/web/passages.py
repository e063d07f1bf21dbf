"""A single passage: its permanent address, its page with citations, BibTeX and RIS."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from flask import Blueprint, Response, abort, g, make_response, redirect, render_template, url_for

from reader import context
from reader.domain.documents import citations
from reader.domain.documents.citations import Source
from reader.domain.documents.heads import DocumentHead, PassageHead, PlainPair
from reader.domain.language.languages import Language
from reader.services import reading
from reader.web.frame import base_url
from reader.web.shelves import shelf

bp = Blueprint("passages", __name__)
GONE = 410


@dataclass(frozen=True, slots=True)
class PassagePage:
    """A passage by itself, with what it takes to cite it."""

    head: PassageHead
    pair: PlainPair
    document: DocumentHead
    sources: tuple[Source, ...]


@bp.get("/<language:language>/p/<public_id>")
def place(public_id: str) -> Response:
    """Lead to the passage in its document; a merged one leads to the one that took its place."""
    head = _standing(public_id)
    target = url_for(
        "reading.document", slug=head.slug, p=head.public_id, _anchor=f"p-{head.public_id}"
    )
    return _redirect(target)


@bp.get("/<language:language>/p/<public_id>/cite")
def cite(public_id: str) -> Response:
    """Show a passage with its citations."""
    page = _page(public_id)
    today = dt.datetime.now(dt.UTC).date()
    shown = {
        source.language: [
            ("GOST", citations.gost(source, today)),
            ("Chicago", citations.chicago(source, today)),
        ]
        for source in page.sources
    }
    return make_response(render_template("passages/page.html", page=page, citations=shown))


@bp.get("/<language:language>/p/<public_id>.bib")
def bibtex(public_id: str) -> Response:
    """Give the citation as BibTeX."""
    page = _page(public_id)
    today = dt.datetime.now(dt.UTC).date()
    key = f"razvorot-{page.head.public_id}"
    return _file(citations.bibtex(page.sources, key, today), "application/x-bibtex", f"{key}.bib")


@bp.get("/<language:language>/p/<public_id>.ris")
def ris(public_id: str) -> Response:
    """Give the citation as RIS."""
    page = _page(public_id)
    today = dt.datetime.now(dt.UTC).date()
    name = f"razvorot-{page.head.public_id}.ris"
    return _file(citations.ris(page.sources, today), "application/x-research-info-systems", name)


def _standing(public_id: str) -> PassageHead:
    """Return the passage that stands for an id: itself or its successor."""
    with context.reading() as session:
        head = reading.passage(session, public_id)
        if head is not None and head.retired and head.successor is not None:
            head = reading.passage(session, head.successor)
    if head is None:
        abort(404)
    if head.retired:
        abort(GONE)
    return head


def _page(public_id: str) -> PassagePage:
    head = _standing(public_id)
    document = shelf().document(head.slug)
    with context.reading() as session:
        pair = reading.plain_pair(session, head.id)
    if document is None or pair is None:
        abort(404)
    site = shelf().site
    sources = tuple(
        Source(
            language=language,
            authors=text.authors,
            title=text.title,
            site=site.name[language] if site else "",
            date=text.date,
            number=head.number,
            url=f"{base_url()}/{language.value}/p/{head.public_id}",
        )
        for language, text in sorted(document.texts.items(), key=_page_language_first)
    )
    return PassagePage(head, pair, document, sources)


def _page_language_first(item: tuple[Language, object]) -> bool:
    return item[0] is not g.language


def _file(data: str, kind: str, name: str) -> Response:
    response = make_response(data)
    response.headers["Content-Type"] = f"{kind}; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _redirect(target: str) -> Response:
    response = redirect(target)
    assert isinstance(response, Response)
    return response
