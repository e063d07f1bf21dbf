"""The values a text is made of: blocks, their pieces, and segments."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What a structural piece of a text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTATION = "quotation"
    ROW = "row"
    NOTE = "note"
    FIGURE = "figure"
    CAPTION = "caption"
    CREDIT = "credit"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Piece:
    """A range of characters of the text: one line's part of a block, without its markup."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A structural piece of a text as it was scanned.

    `level` is a heading's rank or a list item's depth, both from 1. `label` is a footnote's mark or
    a figure's file. `number` is a list item's mark ("1.", "•"; empty for its further paragraphs) or
    "head" for a table's first row. `quote` counts the `>` around it. `after_rule` says that a
    thematic break stands before it.
    """

    kind: BlockKind
    line: int
    pieces: tuple[Piece, ...]
    level: int = 0
    label: str = ""
    number: str = ""
    quote: int = 0
    after_rule: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """The smallest piece that is aligned, with the exact characters around it.

    The text is the joined `before + source + after` of its segments. `source` may run over several
    lines; `content` is the same without the markup that begins those lines (`>` or indents).
    `block` counts the text's blocks from 0.
    """

    block: int
    before: str
    source: str
    after: str
    content: str
