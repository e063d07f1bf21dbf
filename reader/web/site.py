"""The site as a whole: front page, contents, feeds, what machines ask for, pictures, health."""

from __future__ import annotations

import datetime as dt

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    request,
    send_from_directory,
    url_for,
)
from flask_babel import gettext as _

from reader import context
from reader.domain.documents import layout
from reader.services import installation
from reader.services.content import MEDIA
from reader.web import languages, metadata
from reader.web.cache import keep
from reader.web.frame import base_url
from reader.web.reading import document_pieces
from reader.web.shelves import once, shelf

root = Blueprint("root", __name__)
bp = Blueprint("site", __name__, url_prefix="/<language:language>")
PAGES = ("documents", "terms", "names", "timeline")
XML = "application/xml; charset=utf-8"
EPOCH = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@root.get("/")
def choose() -> Response:
    """Lead to the front page in the visitor's language."""
    target = url_for("site.front", language=languages.wanted(request))
    response = redirect(target)
    assert isinstance(response, Response)
    response.headers["Vary"] = "Cookie, Accept-Language"
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@bp.get("/")
def front() -> Response:
    """Show the front page."""
    site = shelf().site
    if site is None:
        return make_response(render_template("site/empty.html"))
    document = shelf().document(site.front)
    text = once(("front", g.language), lambda: _front_text(site.front))
    return keep(
        make_response(
            render_template(
                "site/front.html",
                document=document,
                text=text,
                structured=metadata.book(site, g.language),
            )
        )
    )


def _front_text(slug: str) -> list[layout.Paragraph]:
    document = shelf().document(slug)
    if document is None:
        return []
    language = g.language if g.language in document.texts else g.language.other
    return layout.paragraphs(document_pieces(document), language)


@bp.get("/documents")
def documents() -> Response:
    """Show all documents by section, and the generated pages."""
    return keep(make_response(render_template("site/documents.html")))


@bp.get("/feed.atom")
def feed() -> Response:
    """Give the documents, the newest first, as Atom."""
    newest = sorted(shelf().listed, key=lambda one: one.changed, reverse=True)
    updated = newest[0].changed if newest else EPOCH
    body = render_template("site/feed.xml", documents=newest, updated=updated, base=base_url())
    return _xml(body, "application/atom+xml; charset=utf-8")


@bp.get("/manifest.webmanifest")
def manifest() -> Response:
    """Describe the site as an application for a phone's home screen."""
    site = shelf().site
    assets = current_app.extensions["assets"]
    name = site.name[g.language] if site else "Razvorot"
    response = make_response(
        {
            "name": name,
            "short_name": _("Razvorot"),
            "lang": g.language.value,
            "start_url": url_for("site.front"),
            "display": "minimal-ui",
            "background_color": "#faf7f0",
            "theme_color": "#faf7f0",
            "icons": [
                {"src": assets.url("icons/icon.svg"), "sizes": "any", "type": "image/svg+xml"},
                {"src": assets.url("icons/icon-512.png"), "sizes": "512x512", "type": "image/png"},
            ],
        }
    )
    response.headers["Content-Type"] = "application/manifest+json; charset=utf-8"
    return response


@root.get("/sitemap.xml")
def sitemap() -> Response:
    """List all pages, each with its twin in the other language."""
    pages: list[tuple[str, dt.datetime | None]] = [("/", None)]
    pages += [(f"/{page}", None) for page in PAGES]
    pages += [(f"/read/{one.slug}", one.changed) for one in shelf().listed]
    return _xml(render_template("site/sitemap.xml", pages=pages, base=base_url()), XML)


@root.get("/robots.txt")
def robots() -> Response:
    """Tell crawlers what there is."""
    lines = ["User-agent: *", "Disallow: /en/search", "Disallow: /ru/search", "Disallow: /*?", ""]
    lines += [f"Sitemap: {base_url()}/sitemap.xml", ""]
    response = make_response("\n".join(lines))
    response.headers["Content-Type"] = "text/plain; charset=utf-8"
    return response


@root.get("/media/<path:name>")
def media(name: str) -> Response:
    """Give a picture of the content folder; its address holds its fingerprint."""
    response = send_from_directory(context.settings().content_dir / MEDIA, name)
    kept = "public, max-age=31536000, immutable" if "v" in request.args else "public, max-age=3600"
    response.headers["Cache-Control"] = kept
    return response


@root.get("/healthz")
def healthz() -> Response:
    """Say that the process answers."""
    return _plain("ok")


@root.get("/readyz")
def readyz() -> Response:
    """Say that the database answers and has this version's tables."""
    runtime = context.runtime()
    if not installation.is_ready(runtime.database, runtime.settings.migrations_dir):
        abort(503)
    return _plain("ok")


@root.get("/metrics")
def metrics() -> Response:
    """Give the site's figures in Prometheus' text form; to this machine only."""
    if request.remote_addr not in {"127.0.0.1", "::1"}:
        abort(404)
    figures = {
        "razvorot_site_revision": shelf().revision,
        "razvorot_documents": len(shelf().documents),
        "razvorot_passages": sum(one.passages for one in shelf().documents),
        "razvorot_terms": len(shelf().terms),
        "razvorot_names": len(shelf().names),
    }
    lines = (f"# TYPE {name} gauge\n{name} {value}" for name, value in figures.items())
    return _plain("\n".join(lines))


def _plain(words: str) -> Response:
    response = make_response(words + "\n")
    response.headers["Content-Type"] = "text/plain; charset=utf-8"
    response.headers["Cache-Control"] = "no-store"
    return response


def _xml(body: str, kind: str) -> Response:
    response = make_response(body)
    response.headers["Content-Type"] = kind
    response.headers["Cache-Control"] = "public, max-age=300"
    return response
