"""Runs of the other script in a text, so that each carries its own language on a page."""

from __future__ import annotations

import re
from html import escape

from reader.domain.language.languages import Language

# A run goes from letter to letter of one script over what may stand inside it: spaces, digits,
# marks. A single letter (a Roman numeral, an initial) is no language.
_INSIDE = r"(?:[\s\d.,:;!?()/+@’'‘“”\"–—-]|&(?:amp|nbsp|#160|#39|#34|quot);)*"
_ENTITY = r"&(?:[A-Za-z]+|#\w+);"  # a character's name is no word
RUNS = {
    Language.RUSSIAN: re.compile(rf"{_ENTITY}|[A-Za-zÀ-ɏ]+(?:{_INSIDE}[A-Za-zÀ-ɏ]+)*"),
    Language.ENGLISH: re.compile(rf"{_ENTITY}|[Ѐ-ӿ]+(?:{_INSIDE}[Ѐ-ӿ]+)*"),
}
TOKEN = re.compile(r"<[^<>]*>|[^<>]+")
OPENING = re.compile(r"<([a-z0-9]+)\b")
SHORTEST = 2


def mark_foreign(html: str, language: Language) -> str:
    """Return inline HTML in which each run in the other script carries the other language.

    Elements that have a `lang` already keep it, whatever is inside; code is left alone.

    >>> mark_foreign("в журнале <em>Slavic Review</em>", Language.RUSSIAN)
    'в журнале <em><span lang="en">Slavic Review</span></em>'
    >>> mark_foreign("X&nbsp;съезд, AT&amp;T &laquo;Foreign&raquo;", Language.RUSSIAN)
    'X&nbsp;съезд, <span lang="en">AT&amp;T</span> &laquo;<span lang="en">Foreign</span>&raquo;'
    """
    found = []
    skipped: list[str] = []
    for token in TOKEN.findall(html):
        if token.startswith("</"):
            if skipped and skipped[-1] == token[2:-1]:
                skipped.pop()
        elif token.startswith("<"):
            name = OPENING.match(token)
            if name and (skipped or " lang=" in token or name[1] == "code"):
                skipped += [name[1]] if name[1] not in {"br", "img"} else []
        plain = not token.startswith("<") and not skipped
        found.append(_marked(token, language) if plain else token)
    return "".join(found)


def foreign_runs(text: str, language: Language) -> str:
    """Return plain text as HTML, escaped, its foreign runs marked."""
    return _marked(escape(text), language)


def _marked(text: str, language: Language) -> str:
    other = language.other.value

    def wrap(match: re.Match[str]) -> str:
        run = match[0]
        return (
            run
            if run.startswith("&") or len(run) < SHORTEST
            else f'<span lang="{other}">{run}</span>'
        )

    return RUNS[language].sub(wrap, text)
