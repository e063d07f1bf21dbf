"""Pages: parse the request, call one service, render."""

from __future__ import annotations

from flask import Flask

from reader.web import (
    errors,
    frame,
    languages,
    passages,
    preferences,
    reading,
    search,
    site,
    terms,
    wording,
)
from reader.web.assets import Assets


def register(app: Flask, assets: Assets) -> None:
    """Give the application its pages."""
    app.url_map.converters["language"] = languages.LanguageConverter
    languages.install(app)
    frame.install(app, assets)
    wording.install(app)
    for blueprint in (
        site.root,
        site.bp,
        reading.bp,
        passages.bp,
        search.bp,
        terms.bp,
        preferences.bp,
    ):
        app.register_blueprint(blueprint)
    assets.install(app)
    errors.install(app)
