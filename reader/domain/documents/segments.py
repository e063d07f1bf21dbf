r"""Cut scanned blocks into segments that, joined, give back the text.

Does not find blocks: see `blocks`; does not judge where a sentence ends: see `language.sentences`.

    text      "## Голод\n\nХлеба нет. Ждут.\n"
    segments  before "## "  source "Голод"      after "\n"
              before "\n"   source "Хлеба нет." after " "
              before ""     source "Ждут."      after "\n"
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from reader.domain.documents.kinds import Block, BlockKind, Segment
from reader.domain.language.languages import Language
from reader.domain.language.sentences import split

# A table row, a figure's image and a code block are one segment each, whatever they contain.
WHOLE = frozenset({BlockKind.ROW, BlockKind.FIGURE, BlockKind.CODE})


def segment(text: str, blocks: Sequence[Block], language: Language) -> list[Segment]:
    """Return the segments of `text`, in order; no character of it is lost.

    A text without any block (nothing but white space and markup) has no segment.
    """
    cores = [
        (index, start, end, content)
        for index, block in enumerate(blocks)
        for start, end, content in _cores(text, block, language)
    ]
    found: list[Segment] = []
    read = 0
    for place, (index, start, end, content) in enumerate(cores):
        following = cores[place + 1] if place + 1 < len(cores) else None
        if following is None:
            stop = len(text)
        elif following[0] == index:
            stop = following[1]
        else:
            stop = _line_end(text, end, following[1])
        found.append(Segment(index, text[read:start], text[start:end], text[end:stop], content))
        read = stop
    return found


def _line_end(text: str, start: int, limit: int) -> int:
    """Return the place behind the line's end: there one block ends and the next begins."""
    end = text.find("\n", start, limit)
    return limit if end < 0 else end + 1


def _cores(text: str, block: Block, language: Language) -> list[tuple[int, int, str]]:
    """Return (start, end, content) of each segment of a block, as ranges of the text."""
    pieces = [text[piece.start : piece.end] for piece in block.pieces]
    inline = "\n".join(pieces)
    starts = [0]
    for piece in pieces[:-1]:
        starts.append(starts[-1] + len(piece) + 1)

    def place(offset: int) -> int:
        at = bisect_right(starts, offset) - 1
        return block.pieces[at].start + offset - starts[at]

    spans = [(0, len(inline))] if block.kind in WHOLE else split(inline, language)
    found = []
    for start, end in spans:
        body = inline[start:end]
        core = body.strip()
        if not core:
            continue
        first = start + len(body) - len(body.lstrip())
        last = first + len(core)
        found.append((place(first), place(last - 1) + 1, core))
    return found
