"""Collect the interface's sentences into translations/, and fill the English catalogue.

English sentences are their own translation, so that both catalogues are complete and English plurals
are right. Run by `make catalogues`.
"""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
DIRECTORY = ROOT / "translations"
METHODS = [
    ("reader/**.py", "python"),
    ("reader/web/templates/**.html", "jinja2"),
    ("reader/web/templates/**.xml", "jinja2"),
]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "N_": None, "lazy_gettext": None}
PROJECT = "Razvorot"
HOLDER = "the Razvorot project"


def main() -> None:
    """Bring both catalogues up to date with the source."""
    template = collect()
    for language in ("en", "ru"):
        update(template, language)


def collect() -> Catalog:
    """Return every sentence that the source marks for the catalogues."""
    template = Catalog(project=PROJECT, copyright_holder=HOLDER, charset="utf-8")
    found = extract_from_dir(ROOT, METHODS, {"jinja2": {}}, KEYWORDS)
    for file, _line, message, _comments, context in sorted(found, key=lambda one: str(one[0])):
        template.add(message, locations=[(str(file), 0)], context=context)
    return template


def update(template: Catalog, language: str) -> None:
    """Add new sentences to a language's catalogue and drop those that are gone."""
    path = DIRECTORY / language / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language)
    else:
        catalogue = Catalog(locale=language, project=PROJECT, copyright_holder=HOLDER)
    catalogue.update(template, no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    catalogue.fuzzy = False
    for message in catalogue:
        if language == "en" and message.id and not any(message.string or ()):
            message.string = message.id
    buffer = io.BytesIO()
    write_po(buffer, catalogue, no_location=True, sort_output=True, width=100, omit_header=False)
    lines = [
        line
        for line in buffer.getvalue().decode("utf-8").splitlines(keepends=True)
        if not line.startswith(('"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By'))
    ]
    path.write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main()
