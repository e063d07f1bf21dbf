"""Every failure as a page in the reader's language, with the way on."""

from __future__ import annotations

import logging
from typing import NamedTuple

from flask import Flask, Response, g, make_response, render_template, request
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException

from reader.services.failures import is_unreachable
from reader.web import languages
from reader.web.shelves import last_shelf

log = logging.getLogger(__name__)
BARE = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>Error</title>"
    "<main><h1>Something went wrong</h1></main></html>"
)


class Words(NamedTuple):
    """What an error page says."""

    title: str
    text: str


def words(code: int) -> Words:
    """Return the title and the sentence for a status; unknown ones fall back to their class."""
    known = {
        400: lambda: Words(_("This request cannot be read"), _("Check the address and try again.")),
        403: lambda: Words(
            _("This is not allowed"),
            _("The request did not come from a page of this site. Go back and send it again."),
        ),
        404: lambda: Words(
            _("There is no such page"),
            _("The address may have a slip in it. The contents and the search lead to everything."),
        ),
        405: lambda: Words(_("This page cannot do that"), _("Open it as an ordinary link.")),
        410: lambda: Words(
            _("This passage is no longer here"),
            _("The text that it stood in was removed from the site. Its history is kept."),
        ),
        413: lambda: Words(_("This is too large"), _("Send less at a time.")),
        414: lambda: Words(_("This address is too long"), _("Shorten the query and try again.")),
        429: lambda: Words(
            _("Too many requests at once"), _("Wait a minute and send it again: nothing is lost.")
        ),
        503: lambda: Words(
            _("The site is busy"), _("The database does not answer at the moment. Try again soon.")
        ),
    }
    fallback = 400 if code < 500 else 500
    if code in known:
        return known[code]()
    if fallback == 400:
        return known[400]()
    return Words(
        _("Something went wrong here"), _("The fault is ours, and it was noted. Try again later.")
    )


def install(app: Flask) -> None:
    """Answer failures with pages."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unforeseen)


def _http(error: HTTPException) -> Response:
    code = error.code or 500
    if code < 400:  # a redirect of the router
        answer = error.get_response(request.environ)
        return Response(answer.get_data(), code, answer.headers)
    response = page(code)
    if code == 405 and (valid := getattr(error, "valid_methods", None)):
        response.headers["Allow"] = ", ".join(sorted(valid))
    if retry := g.get("retry_after"):
        response.headers["Retry-After"] = str(retry)
    return response


def _unforeseen(error: Exception) -> Response:
    if is_unreachable(error):
        log.warning("the database does not answer: %s", error)
        response = page(503)
        response.headers["Retry-After"] = "5"
        return response
    log.error("unforeseen failure at %s", request.path, exc_info=error)
    return page(500)


def page(code: int) -> Response:
    """Return an error page; if even that fails, a bare one."""
    if "language" not in g:
        g.language = languages.of_path(request.path) or languages.wanted(request)
    if code >= 500:  # nothing more is asked of what has just failed
        g.setdefault("shelf", last_shelf())
    try:
        body = render_template("errors/page.html", code=code, words=words(code))
    except Exception:
        log.exception("the error page failed")
        body = BARE
    response = make_response(body, code)
    response.headers["Cache-Control"] = "no-store"
    return response
