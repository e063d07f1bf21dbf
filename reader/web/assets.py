"""Style sheets, scripts, fonts and icons: joined, compressed once, addressed by their content.

An address holds a fingerprint, so that a browser may keep the file for ever and an upgrade is seen at
once. There is no build: the files are read when the process starts.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import brotli
from flask import Flask, Response, abort, request
from markupsafe import Markup

STATIC = Path(__file__).parent / "static"
# A bundle is asked for as one file; its parts stay small, one purpose each.
BUNDLES = {
    "css/site.css": ("css/base.css", "css/pages.css"),
    "css/reading.css": ("css/base.css", "css/reading.css"),
    "js/site.js": ("js/language.js", "js/notes.js"),
    "js/reading.js": (
        "js/language.js",
        "js/pairs.js",
        "js/peek.js",
        "js/notes.js",
        "js/place.js",
        "js/look.js",
        "js/keys.js",
    ),
}
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
}
COMPRESSED = {".css", ".js", ".svg", ".txt"}
FOREVER = "public, max-age=31536000, immutable"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
CSS_SPACE = re.compile(r"\s*([{};,])\s*")
FONT_URL = re.compile(r"url\(\.\./([^)]+)\)")


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is served."""

    name: str
    kind: str
    data: bytes
    gzip: bytes | None
    brotli: bytes | None
    fingerprint: str
    integrity: str

    @property
    def path(self) -> str:
        """Its address on the site."""
        return f"/static/{self.fingerprint}/{self.name}"


class Assets:
    """All files of `static/`, ready to be served."""

    def __init__(self) -> None:
        self._assets: dict[str, Asset] = {}
        for path in sorted(STATIC.rglob("*")):
            name = path.relative_to(STATIC).as_posix()
            if path.is_file() and path.suffix in TYPES and path.suffix not in {".css", ".js"}:
                self._add(name, path.read_bytes())
        for name, parts in BUNDLES.items():
            self._add(name, self._joined(name, parts))

    def _joined(self, name: str, parts: tuple[str, ...]) -> bytes:
        texts = [(STATIC / part).read_text("utf-8") for part in parts]
        if name.endswith(".css"):
            text = CSS_SPACE.sub(r"\1", COMMENT.sub("", "".join(texts))).strip()
            return FONT_URL.sub(lambda m: f"url({self[m[1]].path})", text).encode()
        lines = "\n".join(f"(() => {{\n{text}}})();" for text in texts).splitlines()
        kept = (line.strip() for line in lines)
        return "\n".join(line for line in kept if line and not line.startswith("//")).encode()

    def _add(self, name: str, data: bytes) -> None:
        suffix = Path(name).suffix
        small = suffix in COMPRESSED
        digest = hashlib.sha384(data).digest()
        self._assets[name] = Asset(
            name=name,
            kind=TYPES[suffix],
            data=data,
            gzip=gzip.compress(data, 9, mtime=0) if small else None,
            brotli=brotli.compress(data, quality=11) if small else None,
            fingerprint=digest.hex()[:12],
            integrity="sha384-" + base64.b64encode(digest).decode(),
        )

    def __getitem__(self, name: str) -> Asset:
        """Return a file by its name."""
        return self._assets[name]

    def url(self, name: str) -> str:
        """Return a file's address."""
        return self[name].path

    @cache  # noqa: B019 -- as many as there are bundles; lives as long as the process
    def script(self, name: str) -> Markup:
        """Return the element that loads a script."""
        one = self[name]
        return Markup('<script src="{}" integrity="{}" defer></script>').format(
            one.path, one.integrity
        )

    @cache  # noqa: B019 -- as many as there are bundles; lives as long as the process
    def style(self, name: str) -> Markup:
        """Return the element that loads a style sheet."""
        one = self[name]
        return Markup('<link rel="stylesheet" href="{}" integrity="{}">').format(
            one.path, one.integrity
        )

    def install(self, app: Flask) -> None:
        """Serve the files."""
        app.add_url_rule("/static/<fingerprint>/<path:name>", "static", self.serve)
        app.add_url_rule("/favicon.ico", "favicon", lambda: self.send("icons/favicon.ico"))

    def serve(self, fingerprint: str, name: str) -> Response:
        """Answer with a file; an old fingerprint gets today's file, not to be kept."""
        if name not in self._assets:
            abort(404)
        fresh = fingerprint == self[name].fingerprint
        return self.send(name, keep=FOREVER if fresh else "no-cache")

    def send(self, name: str, *, keep: str = "public, max-age=86400") -> Response:
        """Answer with a file in the smallest form that the client takes."""
        one = self[name]
        encodings = request.headers.get("Accept-Encoding", "")
        response = Response(content_type=one.kind)
        if one.brotli is not None and "br" in encodings:
            response.data, response.content_encoding = one.brotli, "br"
        elif one.gzip is not None and "gzip" in encodings:
            response.data, response.content_encoding = one.gzip, "gzip"
        else:
            response.data = one.data
        response.headers["Cache-Control"] = keep
        response.headers["Vary"] = "Accept-Encoding"
        response.set_etag(one.fingerprint + (response.content_encoding or ""))
        response.make_conditional(request)
        return response
