"""Cut one block's inline Markdown into sentences that tile it: no character is lost.

Does not find blocks: see `documents.blocks`. Every place where a point, a question or exclamation
mark or an ellipsis is followed by white space is asked of the rules in `sentences_rules`; the first
rule that knows an answer gives it.

    "Хлеба нет.[^1] Ждут."  ->  [(0, 15), (15, 20)]
"""

from __future__ import annotations

import re

from reader.domain.language.languages import Language
from reader.domain.language.sentences_rules import Stop, ends

STOP = re.compile(
    r"(?P<mark>[.!?…]+)"
    # Closing quotation marks, brackets, emphasis and footnote marks go with the sentence.
    r"(?P<tail>(?:[»”“’\"')\]*_~]|\{[^}\s]*\}|\s?\[\^[^\]\s]+\])*)"
    r"(?P<space>\s+)"
)
# What must not be cut: code, a link with its target, an address, an attribute list, a tag.
WHOLE = re.compile(
    r"(`+)(?!`).+?(?<!`)\1(?!`)"
    r"|!?\[(?!\^)(?:[^\[\]]|\[[^\[\]]*\])*\](?:\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+[\"'][^\"']*[\"'])?\)|\[[^\]]*\])"
    r"|<[^<>\s][^<>]*>",
    re.DOTALL,
)


def split(text: str, language: Language) -> list[tuple[int, int]]:
    """Return the spans of the sentences of `text`, one block's inline Markdown.

    The spans tile the text: the first starts at 0, each starts where the last ended, the last ends
    at len(text); white space behind a sentence belongs to it. The empty text has none.
    """
    if not text:
        return []
    whole = [match.span() for match in WHOLE.finditer(text)]
    starts = [0]
    for match in STOP.finditer(text):
        at = match.end()
        # At a text's end the pattern may give a footnote mark back; it still is no beginning.
        if (
            at >= len(text)
            or text.startswith("[^", at)
            or any(first < at < last for first, last in whole)
        ):
            continue
        stop = Stop(text, starts[-1], match.start(), match["mark"], match["tail"], at)
        if ends(stop, language):
            starts.append(at)
    return list(zip(starts, [*starts[1:], len(text)], strict=True))
