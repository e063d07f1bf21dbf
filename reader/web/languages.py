"""The page's language: the path says it; a visitor's own choice is remembered, a link's never.

A choice is a click on our own page: the browser says that the request comes from the same origin
(`Sec-Fetch-Site`), and the page it comes from is the same one in the other language. A link from
elsewhere, whatever its language, has neither.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from flask import Flask, Request, Response, g, request
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header
from werkzeug.routing import BaseConverter

from reader.domain.language.languages import Language

COOKIE = "language"
YEAR = 365 * 24 * 3600
PREFIX = re.compile(r"^/(en|ru)(?=/|$)")


class LanguageConverter(BaseConverter):
    """`<language:language>` in a rule: en or ru."""

    regex = "en|ru"

    def to_python(self, value: str) -> Language:
        """Return the language of a path."""
        return Language(value)

    def to_url(self, value: str) -> str:
        """Return the path's part for a language."""
        return str(Language(value).value)


def install(app: Flask) -> None:
    """Read the language of each request, and remember what the visitor chose."""
    app.url_value_preprocessor(_read)
    app.before_request(_note)
    app.after_request(remember)
    app.url_defaults(_default)


def _read(endpoint: str | None, values: dict[str, object] | None) -> None:
    del endpoint
    if values and "language" in values:
        g.language = values.pop("language")


def _note() -> None:
    if "language" not in g:
        g.language = of_path(request.path) or wanted(request)


def _default(endpoint: str, values: dict[str, object]) -> None:
    from flask import current_app

    if "language" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "language"):
        values["language"] = g.language


def locale() -> str:
    """Return the locale for the catalogues."""
    found = g.get("language") or (of_path(request.path) or wanted(request) if request else None)
    return str(found.value) if found else "en"


def of_path(path: str) -> Language | None:
    """Return the language a path begins with."""
    found = PREFIX.match(path)
    return Language(found[1]) if found else None


def wanted(req: Request) -> Language:
    """Return the visitor's language: what was chosen before, else what the browser asks for."""
    chosen = req.cookies.get(COOKIE, "")
    if chosen in {"en", "ru"}:
        return Language(chosen)
    return _accepted(req.headers.get("Accept-Language", ""))


@lru_cache(maxsize=1024)
def _accepted(header: str) -> Language:
    """Return the better of our languages for an Accept-Language header; English if it names neither."""
    accepted = parse_accept_header(header, LanguageAccept)
    return Language(accepted.best_match(["en", "ru"], default="en"))


def twin(path: str) -> str:
    """Return the path of the same page in the other language; "/" has none and stays."""
    found = of_path(path)
    if found is None:
        return path
    return f"/{found.other.value}{path[3:]}"


def chosen_here(req: Request) -> bool:
    """Say whether the visitor has just used the language switch on one of our pages."""
    if req.environ.get("HTTP_SEC_FETCH_SITE") != "same-origin" or req.method != "GET":
        return False
    return urlsplit(req.headers.get("Referer", "")).path == twin(req.path) != req.path


def remember(response: Response) -> Response:
    """Keep the language that was chosen with the switch."""
    if chosen_here(request) and response.status_code < 500:
        set_cookie(response, COOKIE, g.language.value)
    return response


def set_cookie(response: Response, name: str, value: str) -> None:
    """Set one of the reader's own cookies: a setting, kept a year, never sent from other sites."""
    response.set_cookie(
        name, value, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure, path="/"
    )
    response.headers["Cache-Control"] = "private, no-store"
