"""Turn office files, books and pages into Markdown; a PDF into plain text.

Pandoc (in the wheel of pypandoc-binary) and pypdf do the work; both come with `razvorot[convert]`.
What cannot be carried over is counted, so that the person is told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reader.domain.errors import BadInput, Problem

# Pandoc's dialect without what only pandoc reads: raw HTML, fenced divs, bracketed spans.
PLAIN_MARKDOWN = (
    "markdown-raw_html-native_divs-native_spans-fenced_divs-bracketed_spans"
    "-header_attributes-link_attributes-raw_attribute-smart-simple_tables-multiline_tables-grid_tables"
)
LOST = {
    "equations": re.compile(r"\$[^$\n]+\$"),
    "tables": re.compile(r"^\[TABLE\]$", re.MULTILINE),
}
PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)(?:\{[^}]*\})?")
SOFT_BREAK = re.compile(r"(?<=\w)-\n(?=[a-zа-яё])")


@dataclass(frozen=True, slots=True)
class Converted:
    """A file's text, and what of the file is not in it: kind and how many."""

    text: str
    markdown: bool
    lost: Counter[str] = field(default_factory=Counter)


class NullConverter:
    """Converts nothing: stands where the extra is not installed."""

    def convert(self, path: Path) -> Converted:
        """Refuse. Raises BadInput that says what to install."""
        raise BadInput((Problem(str(path), 0, "converter-missing"),))


class FileConverter:
    """Converts by the file's ending: `formats` are those that it knows."""

    formats = (".docx", ".odt", ".epub", ".html", ".htm", ".rtf", ".fb2", ".pdf")

    def convert(self, path: Path) -> Converted:
        """Return the file's text.

        Raises BadInput: "converter-missing" without the extra, "converter-failed" for a file that
        cannot be read, "pdf-without-text" for scanned pages.
        """
        convert: Callable[[Path], Converted] = _pdf if path.suffix.lower() == ".pdf" else _pandoc
        try:
            return convert(path)
        except ImportError as error:
            raise BadInput((Problem(str(path), 0, "converter-missing"),)) from error


def _pandoc(path: Path) -> Converted:
    pypandoc: Any = __import__("pypandoc")
    kind = {".htm": "html"}.get(path.suffix.lower(), path.suffix.lower().removeprefix("."))
    try:
        text = pypandoc.convert_file(
            str(path), PLAIN_MARKDOWN, format=kind, extra_args=["--wrap=none", "--sandbox"]
        )
    except RuntimeError as error:
        raise BadInput((_failed(path, error),)) from error
    lost = Counter(
        {name: len(found) for name, sign in LOST.items() if (found := sign.findall(text))}
    )
    text, pictures = PICTURE.subn("", text)
    if pictures:
        lost["pictures"] = pictures
    return Converted(text, markdown=True, lost=lost)


def _pdf(path: Path) -> Converted:
    pypdf: Any = __import__("pypdf")
    try:
        pages = [page.extract_text() for page in pypdf.PdfReader(str(path)).pages]
    except (pypdf.errors.PyPdfError, ValueError, OSError) as error:
        raise BadInput((_failed(path, error),)) from error
    empty = sum(not page.strip() for page in pages)
    if empty == len(pages):
        raise BadInput((Problem(str(path), 0, "pdf-without-text"),))
    text = SOFT_BREAK.sub("", "\n\n".join(pages))
    return Converted(text, markdown=False, lost=Counter({"pages": empty} if empty else {}))


def _failed(path: Path, error: Exception) -> Problem:
    lines = str(error).strip().splitlines()
    return Problem(str(path), 0, "converter-failed", {"why": lines[-1] if lines else ""})
