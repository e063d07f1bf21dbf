"""Build the Flask application: settings, languages, pages, and what stands around them."""

from __future__ import annotations

from flask import Flask
from flask_babel import Babel

from reader import web
from reader.config import Settings, from_environment
from reader.context import EXTENSION, Runtime
from reader.web import catalogues, languages, security
from reader.web.assets import Assets
from reader.web.cache import PageCache
from reader.web.headers import ALWAYS, Headers
from reader.web.shelves import Memory

MEGABYTE = 1024 * 1024
MAX_FORM_BYTES = 512 * 1024
MAX_FORM_PARTS = 200


def create_app(settings: Settings | None = None) -> Flask:
    """Return the application; `settings` default to the environment's."""
    settings = settings or from_environment()
    app = Flask("reader.web", static_folder=None)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=settings.max_upload_mb * MEGABYTE,
        MAX_FORM_MEMORY_SIZE=MAX_FORM_BYTES,
        MAX_FORM_PARTS=MAX_FORM_PARTS,
        SESSION_COOKIE_NAME="__Host-session",
        SESSION_COOKIE_SECURE=True,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        BABEL_TRANSLATION_DIRECTORIES=str(settings.translations_dir),
        BABEL_DEFAULT_LOCALE="en",
    )
    app.config.from_prefixed_env("FLASK")
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.autoescape = True
    app.extensions[EXTENSION] = Runtime(settings)
    assets = Assets()
    app.extensions["assets"] = assets
    app.extensions["shelves"] = Memory()
    Babel(app, locale_selector=languages.locale)
    catalogues.install(app, settings.translations_dir)
    security.install(app)
    web.register(app, assets)
    cache = PageCache(app.wsgi_app, app)
    app.extensions["page_cache"] = cache
    app.extensions["headers"] = ALWAYS
    app.wsgi_app = Headers(cache, settings)  # type: ignore[method-assign]
    return app
