"""Mark terms and names in a passage's HTML, so that a reader can ask what they are.

Does not find them: see `finder`.
"""

from __future__ import annotations

import re
from html import escape, unescape

from reader.domain.language.languages import Language
from reader.domain.terms.finder import EntryKind, Finder

TOKEN = re.compile(r"<[^<>]*>|[^<>]+")
LONGEST_UNBROKEN = 24  # a longer designation may run over the line's end
PAGES = {EntryKind.TERM: "terms", EntryKind.NAME: "names"}


def annotate(html: str, finder: Finder, language: Language, seen: set[str]) -> str:
    """Return inline HTML in which each entry not yet in `seen` is a link to its note.

    `seen` grows by the entries that were marked, so that a paragraph is not littered with them. Links
    that are there already and code are left alone. Targets are relative to a page /{lang}/read/….
    """
    found = []
    inside = 0
    for token in TOKEN.findall(html):
        if token.startswith("<"):
            if token.startswith(("<a ", "<a>", "<code")):
                inside += 1
            elif token.startswith(("</a", "</code")):
                inside -= 1
            found.append(token)
        elif inside:
            found.append(token)
        else:
            found.append(_marked(unescape(token), finder, language, seen))
    return "".join(found)


def _marked(text: str, finder: Finder, language: Language, seen: set[str]) -> str:
    pieces = []
    read = 0
    for one in finder.find(text, language):
        # A forbidden wording is the translator's business, not the reader's.
        if one.entry_id in seen or one.forbidden:
            continue
        seen.add(one.entry_id)
        page = PAGES[one.kind]
        words = escape(text[one.start : one.end], quote=False)
        kind = "t" if one.end - one.start <= LONGEST_UNBROKEN else "t long"
        pieces += [
            escape(text[read : one.start], quote=False),
            f'<a class="{kind}" href="../{page}#{one.entry_id}">{words}</a>',
        ]
        read = one.end
    return "".join(pieces) + escape(text[read:], quote=False)
