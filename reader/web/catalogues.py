"""The templates' sentences, from catalogues that each process reads once.

Flask-Babel looks its translations up anew for every sentence, which costs more than the rest of a page;
templates ask here instead. Python code goes on using `flask_babel`.
"""

from __future__ import annotations

from pathlib import Path

from babel.support import NullTranslations, Translations
from flask import Flask, g
from flask_babel import get_locale

from reader.domain.language.languages import Language


def install(app: Flask, directory: Path) -> None:
    """Let Jinja ask the catalogues of the page's language."""
    loaded: dict[str, NullTranslations] = {
        language.value: Translations.load(str(directory), [language.value]) for language in Language
    }

    def current() -> NullTranslations:
        language = g.get("language")
        if language is None:
            locale = get_locale()
            return loaded[locale.language if locale and locale.language in loaded else "en"]
        return loaded[language.value]

    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda sentence: current().ugettext(sentence),
        lambda one, many, count: current().ungettext(one, many, count),
        newstyle=True,
    )
