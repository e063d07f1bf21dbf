"""Published pages kept whole in each process, above Flask: most readers ask for the same few.

A page is kept under everything that can change it: path, query, host, the reader's settings and
wanted language. All of them are dropped when the site's revision grows. An answer that sets a cookie
is never kept, and a request that may have to set one is always passed on.
"""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING, Any

import brotli
from flask import Flask, Response

from reader.context import EXTENSION, Runtime

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MARK = "X-Keep-Page"  # set by a view that may be kept; never sent
KEPT_PAGES = 512
OURS = ("language", "reading")  # the cookies that change a page
OTHERS = "__Host-session"  # a cookie with which nothing is kept
BROTLI_QUALITY = 5
GZIP_LEVEL = 9
Key = tuple[str, ...]


def keep(response: Response) -> Response:
    """Mark an answer as one that may be kept and given to other readers with the same settings."""
    response.headers[MARK] = "1"
    return response


@dataclass(slots=True)
class _Page:
    body: bytes
    etag: str
    headers: list[tuple[str, str]]
    forms: dict[str, bytes] = field(default_factory=dict)

    def form(self, encoding: str) -> bytes:
        """Return the body in an encoding, compressed when it is first asked for."""
        if encoding not in self.forms:
            if encoding == "br":
                self.forms[encoding] = brotli.compress(self.body, quality=BROTLI_QUALITY)
            elif encoding == "gzip":
                self.forms[encoding] = gzip.compress(self.body, GZIP_LEVEL, mtime=0)
            else:
                self.forms[encoding] = self.body
        return self.forms[encoding]


class PageCache:
    """WSGI middleware that answers for kept pages, compressed, with 304 where nothing changed."""

    def __init__(self, application: WSGIApplication, app: Flask) -> None:
        self._application = application
        self._app = app
        self._lock = threading.Lock()
        self._revision = -1
        self._pages: OrderedDict[Key, _Page] = OrderedDict()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer from the kept pages, or ask the application and keep what it allows."""
        key = self._key(environ)
        if key is None:
            return self._pass(environ, start_response, None)
        runtime: Runtime = self._app.extensions[EXTENSION]
        try:
            revision = runtime.database.revision()
        except Exception:  # noqa: BLE001 -- the application meets it too, and has a page for it
            return self._pass(environ, start_response, None)
        if revision != self._revision:
            with self._lock:
                self._pages.clear()
                self._revision = revision
        page = self._pages.get(key)
        if page is not None:
            return _answer(page, environ, start_response)
        return self._pass(environ, start_response, (key, revision))

    def _key(self, environ: WSGIEnvironment) -> Key | None:
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return None
        cookies = environ.get("HTTP_COOKIE", "")
        if OTHERS in cookies or "HTTP_AUTHORIZATION" in environ:
            return None
        query = environ.get("QUERY_STRING", "")
        # A click on our own page may be a choice to be remembered: the application must see it.
        if environ.get("HTTP_SEC_FETCH_SITE") == "same-origin" and (
            query or _language(environ["PATH_INFO"]) != _referring_language(environ)
        ):
            return None
        chosen = _cookies(cookies) if cookies else ()
        return (
            environ["PATH_INFO"],
            query,
            environ.get("HTTP_HOST", ""),
            environ["wsgi.url_scheme"],
            "" if "language" in cookies else environ.get("HTTP_ACCEPT_LANGUAGE", ""),
            *chosen,
        )

    def _pass(
        self,
        environ: WSGIEnvironment,
        start_response: StartResponse,
        place: tuple[Key, int] | None,
    ) -> Iterable[bytes]:
        began: list[Any] = []

        def start(
            status: str,
            headers: list[tuple[str, str]],
            exc_info: Any = None,  # noqa: ANN401 -- WSGI's
        ) -> Callable[[bytes], object]:
            marked = any(name == MARK for name, _ in headers)
            sets_cookie = any(name == "Set-Cookie" for name, _ in headers)
            kept = [(name, value) for name, value in headers if name != MARK]
            if marked and not sets_cookie and place is not None and status.startswith("200"):
                began[:] = [kept]
                return lambda _data: None
            return start_response(status, kept, exc_info)

        method = environ["REQUEST_METHOD"]
        if place is not None and method == "HEAD":
            environ["REQUEST_METHOD"] = "GET"
        answer = self._application(environ, start)
        environ["REQUEST_METHOD"] = method
        if not began or place is None:
            return answer
        try:
            body = b"".join(answer)
        finally:
            if close := getattr(answer, "close", None):
                close()
        page = _page(body, began[0])
        key, revision = place
        with self._lock:
            if revision == self._revision:
                self._pages[key] = page
                if len(self._pages) > KEPT_PAGES:
                    self._pages.popitem(last=False)
        return _answer(page, environ, start_response)


def _page(body: bytes, headers: list[tuple[str, str]]) -> _Page:
    etag = hashlib.blake2b(body, digest_size=12).hexdigest()
    dropped = {"content-length", "etag", "vary", "cache-control"}
    kept = [(name, value) for name, value in headers if name.lower() not in dropped]
    kept += [
        ("Vary", "Accept-Encoding, Accept-Language, Cookie"),
        ("Cache-Control", "private, no-cache"),
    ]
    return _Page(body, etag, kept)


def _answer(
    page: _Page, environ: WSGIEnvironment, start_response: StartResponse
) -> Iterable[bytes]:
    if page.etag in environ.get("HTTP_IF_NONE_MATCH", ""):
        headers = [(n, v) for n, v in page.headers if n != "Content-Type"]
        start_response("304 Not Modified", [*headers, ("ETag", f'W/"{page.etag}"')])
        return ()
    encoding = _encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
    body = page.form(encoding)
    headers = [*page.headers, ("ETag", f'W/"{page.etag}"'), ("Content-Length", str(len(body)))]
    if encoding:
        headers.append(("Content-Encoding", encoding))
    start_response("200 OK", headers)
    return () if environ["REQUEST_METHOD"] == "HEAD" else (body,)


def _encoding(accepted: str) -> str:
    if not accepted or ";q=0" in accepted.replace(" ", ""):
        return ""
    return "br" if "br" in accepted else "gzip" if "gzip" in accepted else ""


def _language(path: str) -> str:
    return path[1:3] if path[3:4] in {"", "/"} else ""


def _referring_language(environ: WSGIEnvironment) -> str:
    _, _, rest = environ.get("HTTP_REFERER", "").partition("://")
    return _language("/" + rest.partition("/")[2])


def _cookies(header: str) -> tuple[str, ...]:
    jar: SimpleCookie = SimpleCookie()
    jar.load(header)
    return tuple(jar[name].value if name in jar else "" for name in OURS)
