"""The headers every answer carries, whoever made it: a page, a cache, an error."""

from __future__ import annotations

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

        def start(
            status: str,
            headers: list[tuple[str, str]],
            exc_info: Any = None,  # noqa: ANN401 -- WSGI's
        ) -> Callable[[bytes], object]:
            return start_response(status, headers + ALWAYS, exc_info)

        return self._application(environ, start)
