"""One table of paradigms, run through everything that must know that two forms are one word."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reader.domain.language.languages import Language


@dataclass(frozen=True, slots=True)
class Paradigm:
    """A word: its dictionary form and other forms of it."""

    language: Language
    lemma: str
    forms: tuple[str, ...]


def _read() -> tuple[Paradigm, ...]:
    text = Path(__file__).with_suffix(".tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines()]
    return tuple(
        Paradigm(Language(language), lemma, tuple(forms.split())) for language, lemma, forms in rows
    )


PARADIGMS = _read()
