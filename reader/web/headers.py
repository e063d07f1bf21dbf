"""The headers every answer carries, whoever made it: a page, a cache, an error."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from reader.config import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
ALWAYS = [
    ("Content-Security-Policy", POLICY),
    ("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Embedder-Policy", "require-corp"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
]

# A font, script or style sheet is no page: what guards pages would only weigh on a slow line.
FILES = [
    one
    for one in ALWAYS
    if one[0]
    in {
        "Strict-Transport-Security",
        "X-Content-Type-Options",
        "Cross-Origin-Resource-Policy",
    }
]
FILE_PATH = re.compile(r"/static/.+\.(?:woff2|css|js|png)")


class Headers:
    """WSGI middleware: adds `ALWAYS`, and believes forwarded addresses only of counted proxies."""

    def __init__(self, application: WSGIApplication, settings: Settings) -> None:
        if settings.trusted_proxies:
            from werkzeug.middleware.proxy_fix import ProxyFix

            count = settings.trusted_proxies
            application = ProxyFix(application, x_for=count, x_proto=count, x_host=0)
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer with the headers added."""
        file = FILE_PATH.fullmatch(environ.get("PATH_INFO", ""))

        def start(
            status: str,
            headers: list[tuple[str, str]],
            exc_info: Any = None,  # noqa: ANN401 -- WSGI's
        ) -> Callable[[bytes], object]:
            added = FILES if file and status.startswith("200") else ALWAYS
            return start_response(status, headers + added, exc_info)

        return self._application(environ, start)
