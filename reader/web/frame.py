"""What every page stands in: its addresses in both languages, its settings, its assets."""

from __future__ import annotations

import datetime as dt
from typing import Any

from babel.dates import format_date
from flask import Flask, g, render_template, request, url_for
from flask.json import dumps
from flask_babel import get_locale
from markupsafe import Markup

from reader import context
from reader.domain.documents.citations import inner_quotes
from reader.domain.language.languages import Language
from reader.web import languages, preferences
from reader.web.assets import Assets
from reader.web.shelves import once, shelf
from reader.web.wording import PASSAGE_ID

# Characters that could end a script element or a comment in it.
JSON_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def install(app: Flask, assets: Assets) -> None:
    """Give all templates what they share."""
    app.jinja_env.globals.update(
        script=assets.script,
        style=assets.style,
        asset=assets.url,
        Language=Language,
        once_a_page_kind=once_a_page_kind,
        page_links=page_links,
    )
    app.jinja_env.filters.update(day=day, json_ld=json_ld, inner_quotes=inner_quotes)
    app.context_processor(frame)


def frame() -> dict[str, Any]:
    """Return what every template may use."""
    language: Language = g.language
    path = request.path if languages.of_path(request.path) else f"/{language.value}/"
    here = base_url() + path
    query = request.query_string.decode("ascii", "replace")
    there = languages.twin(path)
    wanted = languages.wanted(request)
    return {
        "language": language,
        "other": language.other,
        "ways": once(("ways", language), _ways),
        "shelf": shelf(),
        "site": shelf().site,
        "look": preferences.of(request),
        "canonical": here,
        "twin": there + (f"?{query}" if query else "") + _place(),
        "offer": wanted if wanted is not language else None,
        "back": path + (f"?{query}" if query else ""),
    }


def _ways() -> dict[str, str]:
    """Return the addresses that every page links to."""
    return {
        "front": url_for("site.front"),
        "documents": url_for("site.documents"),
        "terms": url_for("terms.terms"),
        "names": url_for("terms.names"),
        "timeline": url_for("terms.timeline"),
        "search": url_for("search.page"),
        "manifest": url_for("site.manifest"),
        "feed": url_for("site.feed"),
    }


def _place() -> str:
    """Return the fragment of the passage that the address names, which no script needs to find."""
    place = request.args.get("p", "")
    return f"#p-{place}" if PASSAGE_ID.fullmatch(place) else ""


def _alternates(path: str) -> dict[str, str]:
    base = base_url()
    found = languages.of_path(path)
    if found is None:
        return {}
    both = {found: base + path, found.other: base + languages.twin(path)}
    return {language.value: both[language] for language in Language}


def base_url() -> str:
    """Return the site's public address, without a slash at the end."""
    if "base_url" not in g:
        g.base_url = context.settings().base_url or f"{request.scheme}://{request.host}"
    found: str = g.base_url
    return found


def page_links(missing: bool) -> Markup:  # noqa: FBT001 -- a template's call
    """Return the links of a page's head: its twin, its icons, its feed; an error page has no twin."""
    path = "" if missing else request.path

    def render() -> Markup:
        alternates = _alternates(path)
        canonical = base_url() + path
        html = render_template("base/_links.html", alternates=alternates, canonical=canonical)
        return Markup(html)  # noqa: S704 -- our own template

    return once(("links", g.language, path, base_url()), render)


def once_a_page_kind(template: str) -> Markup:
    """Return a part of the frame that differs only by language and kind of page."""

    def render() -> Markup:
        return Markup(render_template(template))  # noqa: S704 -- our own template

    return once((template, g.language, request.endpoint), render)


def day(date: dt.date) -> Markup:
    """Return a date in words, as a `time` element."""
    locale = get_locale()
    russian = locale is not None and locale.language == "ru"
    words = format_date(date, "d MMMM y 'г.'" if russian else "d MMMM y", locale=locale or "en")
    # A day does not part from its month, nor a year from «г.».
    first, _, rest = words.partition(" ")
    rest = rest.replace(" г.", "\u00a0г.")
    return Markup('<time datetime="{}">{}\u00a0{}</time>').format(date.isoformat(), first, rest)


def json_ld(data: object) -> Markup:
    """Return structured data as a script element's content, unable to end the element."""
    return Markup(dumps(data, ensure_ascii=False).translate(JSON_ESCAPES))  # noqa: S704 -- escaped
