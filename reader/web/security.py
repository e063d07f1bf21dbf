"""What a request must satisfy before a page is asked: its host, its origin, its rate."""

from __future__ import annotations

import ipaddress
import time

from flask import Flask, abort, current_app, g, request
from werkzeug.exceptions import BadRequest, Forbidden, TooManyRequests

from reader import context
from reader.services import limits

UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
WRITES_A_MINUTE = 20
MAX_QUERY_BYTES = 4096


def install(app: Flask) -> None:
    """Check every request."""
    app.before_request(check_host)
    app.before_request(check_query)
    app.before_request(check_origin)
    app.before_request(check_rate)


def check_host() -> None:
    """Refuse a Host that is not ours, so that no link or cache is built on a foreign name."""
    host = request.environ.get("HTTP_HOST", "")
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    settings = context.settings()
    if name in settings.hosts or (not settings.base_url and _is_address(name)):
        return
    # The error page must not be built on the refused name either.
    request.environ["HTTP_HOST"] = "localhost"
    raise BadRequest


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def check_query() -> None:
    """Refuse a query longer than any page needs."""
    if len(request.query_string) > MAX_QUERY_BYTES:
        abort(414)


def check_origin() -> None:
    """Refuse a change that another site asks for, or that does not say where it comes from.

    Every current browser sends Sec-Fetch-Site; older ones send Origin. A request with neither is no
    form of ours. See docs/decisions/0006-csrf.md.
    """
    if request.method not in UNSAFE:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        if site == "same-origin":
            return
        raise Forbidden
    origin = request.headers.get("Origin")
    if origin is None or origin != request.host_url.rstrip("/"):
        raise Forbidden


def check_rate() -> None:
    """Refuse more changes from one address than a person makes; counted for all workers together."""
    if request.method not in UNSAFE:
        return
    address = request.remote_addr or "unknown"
    with context.writing() as session:
        count, until = limits.hit(session, f"write:{address}", now=time.time(), window=60.0)
    if count > current_app.config.get("WRITES_A_MINUTE", WRITES_A_MINUTE):
        g.retry_after = max(1, round(until - time.time()))
        raise TooManyRequests(retry_after=g.retry_after)
