"""How a reader likes to read: the layout and the look, kept in one cookie on the reader's device."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import urlsplit

from flask import Blueprint, Request, Response, g, redirect, request

from reader.domain.documents.layout import Flow, View
from reader.web.languages import set_cookie

COOKIE = "reading"
CHOICES: dict[str, tuple[str, ...]] = {
    "view": tuple(view.value for view in View),
    "flow": tuple(flow.value for flow in Flow),
    "swap": ("0", "1"),
    "size": ("1", "2", "3", "4", "5"),
    "width": ("narrow", "medium", "wide"),
    "face": ("serif", "sans"),
    "theme": ("system", "light", "dark"),
}
LAYOUT = ("view", "flow", "swap")
LOOK = ("size", "width", "face", "theme")

bp = Blueprint("preferences", __name__)


@dataclass(frozen=True, slots=True)
class Preferences:
    """A reader's settings; an empty `flow` means the view's own."""

    view: str = "parallel"
    flow: str = ""
    swap: str = "0"
    size: str = "2"
    width: str = "medium"
    face: str = "serif"
    theme: str = "system"

    def cookie(self) -> str:
        """Return the settings as the cookie's value."""
        return ".".join(f"{field.name}-{getattr(self, field.name)}" for field in fields(self))

    def with_(self, values: Mapping[str, str], names: tuple[str, ...]) -> Preferences:
        """Return the settings with the allowed ones of `values`; anything else is passed over."""
        given = {name: values[name] for name in names if values.get(name) in CHOICES[name]}
        return replace(self, **given)


def parse(cookie: str) -> Preferences:
    """Read the cookie's value; what does not fit is passed over."""
    parts = dict(part.split("-", 1) for part in cookie.split(".")[: len(CHOICES)] if "-" in part)
    return Preferences().with_(parts, tuple(CHOICES))


def of(req: Request) -> Preferences:
    """Return the settings of a request: the cookie's, and over them the query's layout."""
    if "look" not in g:
        cookie = req.cookies.get(COOKIE, "")
        look = parse(cookie) if cookie else Preferences()
        g.look = look.with_(req.args, LAYOUT) if req.args else look
    found: Preferences = g.look
    return found


def chosen_here(req: Request) -> bool:
    """Say whether the visitor has just changed the layout on this very page.

    As with the language, only a click on our own page is a choice; a shared link is not.
    """
    if req.environ.get("HTTP_SEC_FETCH_SITE") != "same-origin" or not set(LAYOUT) & set(req.args):
        return False
    return urlsplit(req.headers.get("Referer", "")).path == req.path


@bp.after_app_request
def remember(response: Response) -> Response:
    """Keep a layout that was chosen by a click."""
    if request.method == "GET" and response.status_code == 200 and chosen_here(request):
        set_cookie(response, COOKIE, of(request).cookie())
    return response


@bp.post("/<language:language>/preferences")
def save() -> Response:
    """Keep the look of the page, and go back to it."""
    kept = parse(request.cookies.get(COOKIE, "")).with_(request.form, (*LAYOUT, *LOOK))
    response = redirect(local_path(request.form.get("next", "")) or f"/{g.language.value}/", 303)
    assert isinstance(response, Response)
    set_cookie(response, COOKIE, kept.cookie())
    return response


def local_path(target: str) -> str:
    """Return a path on this site, or "" if the target may lead anywhere else.

    Browsers strip tabs and line ends and take a backslash for a slash; so only paths of plain
    characters that begin with a language are let through.
    """
    plain = target.isascii() and target.isprintable() and "\\" not in target and " " not in target
    if plain and target.startswith(("/en/", "/ru/")) and "//" not in target.partition("?")[0]:
        return target
    return ""
