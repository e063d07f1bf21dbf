"""Ready citations of a passage: GOST R 7.0.5–2008 and Chicago (17th ed.), BibTeX and RIS.

GOST: Национальный стандарт «Библиографическая ссылка», § 10, electronic resources. Chicago: notes
style, website content, § 14.207.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from babel.dates import format_date

from reader.domain.language.languages import Language

NBSP = "\u00a0"
BIBTEX_SPECIAL = re.compile(r"([&%$#_{}])")


@dataclass(frozen=True, slots=True)
class Source:
    """What is cited: a text of the site in one language, and a passage of it (`number` 0: the whole)."""

    language: Language
    authors: tuple[str, ...]
    title: str
    site: str
    date: dt.date
    number: int
    url: str


def chicago(source: Source, accessed: dt.date) -> str:
    """Return the citation as a Chicago note, in the language of the text.

    >>> site = "The Revolution"
    >>> text = Source(Language.ENGLISH, ("A. Author",), "On Bread", site, dt.date(2026, 1, 2), 5, "u:1")
    >>> chicago(text, dt.date(2026, 3, 4))
    'A. Author, “On Bread,” The Revolution, January 2, 2026, passage 5, accessed March 4, 2026, u:1.'
    """
    authors = _listed(source.authors, source.language)
    if source.language is Language.RUSSIAN:
        parts = [
            f"{authors}. «{inner_quotes(source.title)}» // {source.site}",
            _day_ru(source.date),
        ]
        if source.number:
            parts.append(f"фрагмент{NBSP}{source.number}")
        parts += [f"дата обращения{NBSP}— {_day_ru(accessed)}", source.url]
        return ", ".join(parts) + "."
    parts = [f"{authors}, “{_inner_english(source.title)},” {source.site}", _day(source.date)]
    if source.number:
        parts.append(f"passage {source.number}")
    parts += [f"accessed {_day(accessed)}", source.url]
    return ", ".join(parts) + "."


def gost(source: Source, accessed: dt.date) -> str:
    """Return the citation by GOST R 7.0.5, in the language of the text.

    The words that the standard fixes (электронный ресурс, дата обращения) are in the language of the
    text too, as it prescribes.
    """
    russian = source.language is Language.RUSSIAN
    authors = ", ".join(source.authors)
    resource = "[Электронный ресурс]" if russian else "[Electronic resource]"
    parts = [f"{authors}. {source.title} {resource} // {source.site}. {source.date.year}."]
    if source.number:
        parts.append(f"Фрагмент{NBSP}{source.number}." if russian else f"Passage {source.number}.")
    day = f"{accessed:%d.%m.%Y}"
    access = f"(дата обращения: {day})" if russian else f"(accessed: {day})"
    parts.append(f"URL: {source.url} {access}.")
    return " ".join(parts)


def bibtex(sources: Sequence[Source], key: str, accessed: dt.date) -> str:
    """Return BibTeX entries (biblatex's `@online`), one a language; keys are `key-LANGUAGE`."""
    entries = []
    for source in sources:
        fields = {
            "author": " and ".join(f"{{{_tex(name)}}}" for name in source.authors),
            "title": f"{{{_tex(source.title)}}}",
            "organization": _tex(source.site),
            "date": source.date.isoformat(),
            "url": source.url,
            "urldate": accessed.isoformat(),
            "langid": "russian" if source.language is Language.RUSSIAN else "english",
        }
        if source.number:
            word = "фрагмент" if source.language is Language.RUSSIAN else "passage"
            fields["note"] = f"{word} {source.number}"
        lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
        entries.append(f"@online{{{key}-{source.language},\n{lines}\n}}\n")
    return "\n".join(entries)


def ris(sources: Sequence[Source], accessed: dt.date) -> str:
    """Return RIS records (type ELEC), one a language, with CRLF as the format asks."""
    lines = []
    for source in sources:
        lines.append("TY  - ELEC")
        lines += [f"AU  - {name}" for name in source.authors]
        lines += [
            f"TI  - {source.title}",
            f"T2  - {source.site}",
            f"PY  - {source.date.year}",
            f"DA  - {source.date:%Y/%m/%d}",
            f"LA  - {source.language}",
        ]
        if source.number:
            lines.append(f"SE  - {source.number}")
        lines += [f"UR  - {source.url}", f"Y2  - {accessed:%Y/%m/%d}", "ER  - ", ""]
    return "\r\n".join(lines)


def inner_quotes(text: str) -> str:
    """Return Russian text to stand inside «ёлочки»: its own become „лапки“.

    >>> inner_quotes("Газета «Правда» и её читатели")
    'Газета „Правда“ и её читатели'
    """
    return text.replace("«", "„").replace("»", "“")


def _inner_english(text: str) -> str:
    return text.replace("“", "‘").replace("”", "’")


def _listed(names: Sequence[str], language: Language) -> str:
    if len(names) < 2:
        return "".join(names)
    last = f" и{NBSP}" if language is Language.RUSSIAN else " and "
    return ", ".join(names[:-1]) + last + names[-1]


def _day(date: dt.date) -> str:
    return format_date(date, "MMMM d, y", locale="en")


def _day_ru(date: dt.date) -> str:
    return format_date(date, f"d{NBSP}MMMM y{NBSP}'г.'", locale="ru")


def _tex(text: str) -> str:
    return BIBTEX_SPECIAL.sub(r"\\\1", text)
