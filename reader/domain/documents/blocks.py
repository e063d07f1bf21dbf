"""Scan Markdown into blocks whose inline text is known to the character.

Does not split sentences and does not render: see `segments` and `inline`. The scanner is total: any
string is accepted, and what is not markup is a paragraph. Where Python-Markdown and CommonMark
differ, the friendlier reading wins (a list may follow a paragraph without an empty line).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from reader.domain.documents.kinds import Block, BlockKind, Piece

FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
HEADING = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]+|$)")
HEADING_TAIL = re.compile(r"[ \t]+#+[ \t]*$|^#+[ \t]*$")
RULE = re.compile(r"^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
REFERENCE = re.compile(
    r"^ {0,3}\[(?!\^)([^\]]+)\]:[ \t]*<?(\S+?)>?(?:[ \t]+[\"'(](.*)[\"')])?[ \t]*$"
)
NOTE = re.compile(r"^\[\^([^\]\s]+)\]:[ \t]*")
QUOTE = re.compile(r"^ {0,3}>[ \t]?")
ITEM = re.compile(r"^([ \t]*)([-*+]|\d{1,9}[.)])([ \t]+)(?=\S)")
DELIMITER = re.compile(r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
IMAGE = re.compile(r"^ {0,3}!\[[^\]]*\]\(([^)\s]+)[^)]*\)[ \t]*$")
UNDER_FIGURE = (
    (BlockKind.CAPTION, re.compile(r"^[ \t]*(?:Caption|Подпись):[ \t]*")),
    (BlockKind.CREDIT, re.compile(r"^[ \t]*(?:Credit|Источник):[ \t]*")),
)
UNDERLINE = re.compile(r"^ {0,3}(=+|-{3,})[ \t]*$")
TAB_WIDTH = 4


@dataclass(frozen=True, slots=True)
class Scanned:
    """Blocks in the order of the text, and the link definitions found on the way."""

    blocks: tuple[Block, ...]
    references: dict[str, tuple[str, str]]


@dataclass(slots=True)
class _Line:
    """One line without its end: `start` is where its unread part begins in the text."""

    number: int
    start: int
    text: str

    def skip(self, count: int) -> _Line:
        return _Line(self.number, self.start + count, self.text[count:])

    @property
    def blank(self) -> bool:
        return not self.text.strip()

    @property
    def indent(self) -> int:
        lead = self.text[: len(self.text) - len(self.text.lstrip(" \t"))]
        return len(lead.expandtabs(TAB_WIDTH))


@dataclass(slots=True)
class _Open:
    """The block that is being read."""

    kind: BlockKind
    line: int
    pieces: list[Piece]
    level: int = 0
    label: str = ""
    number: str = ""
    quote: int = 0


@dataclass(slots=True)
class _Scanner:
    """The state of one pass over the lines."""

    lines: list[_Line]
    blocks: list[Block] = field(default_factory=list)
    references: dict[str, tuple[str, str]] = field(default_factory=dict)
    open: _Open | None = None
    rule: bool = False
    note: str = ""  # the footnote whose indented paragraphs may still follow
    indents: list[int] = field(default_factory=list)  # content columns of the open list items

    def close(self) -> None:
        if self.open is None:
            return
        found, self.open = self.open, None
        pieces = tuple(piece for piece in found.pieces if piece.end > piece.start)
        if not pieces and found.kind is not BlockKind.CODE:
            return
        self.blocks.append(
            Block(
                kind=found.kind,
                line=found.line,
                pieces=pieces,
                level=found.level,
                label=found.label,
                number=found.number,
                quote=found.quote,
                after_rule=self.rule,
            )
        )
        self.rule = False

    def start(
        self,
        kind: BlockKind,
        line: _Line,
        quote: int,
        *,
        level: int = 0,
        label: str = "",
        number: str = "",
    ) -> None:
        self.close()
        self.open = _Open(kind, line.number, [_piece(line)], level, label, number, quote)

    def leave_containers(self) -> None:
        """Forget the lists and the footnote that could still be continued."""
        self.indents.clear()
        self.note = ""

    def extend(self, line: _Line) -> None:
        assert self.open is not None
        self.open.pieces.append(_piece(line))


def scan(text: str, *, first_line: int = 1) -> Scanned:
    """Return the blocks of `text` (Markdown without front matter), in order.

    Every block's pieces are ranges of `text`; what lies between them is markup or white space.
    `first_line` is the number of the text's first line in its file.
    """
    scanner = _Scanner(_lines(text, first_line))
    at = 0
    while at < len(scanner.lines):
        at += _step(scanner, at)
    scanner.close()
    return Scanned(tuple(scanner.blocks), scanner.references)


def _lines(text: str, first: int) -> list[_Line]:
    found, start = [], 0
    for number, raw in enumerate(re.split(r"(?<=\n)", text), first):
        body = raw.removesuffix("\n")
        found.append(_Line(number, start, body.removesuffix("\r")))
        start += len(raw)
    return found


def _piece(line: _Line) -> Piece:
    lead = len(line.text) - len(line.text.lstrip())
    return Piece(line.start + lead, line.start + max(lead, len(line.text.rstrip())))


def _step(s: _Scanner, at: int) -> int:
    """Read one line (or a whole fence, table or figure) and return how many lines were used."""
    line, quote = _unquote(s.lines[at])
    return next(used for read in READERS if (used := read(s, at, line, quote)))


def _unquote(line: _Line) -> tuple[_Line, int]:
    depth = 0
    while mark := QUOTE.match(line.text):
        line, depth = line.skip(mark.end()), depth + 1
    return line, depth


def _blank(s: _Scanner, at: int, line: _Line, quote: int) -> int:
    del at, quote
    if not line.blank:
        return 0
    s.close()
    return 1


def _fence(s: _Scanner, at: int, line: _Line, quote: int) -> int:
    fence = FENCE.match(line.text)
    if not fence:
        return 0
    s.close()
    mark, used = fence[1], 1
    s.open = _Open(BlockKind.CODE, line.number, [], quote=quote)
    for raw in s.lines[at + 1 :]:
        inner, used = _unquote(raw)[0], used + 1
        if inner.text.strip().startswith(mark) and not inner.text.strip().strip(mark[0]):
            break
        s.open.pieces.append(Piece(inner.start, inner.start + len(inner.text)))
    pieces = [piece for piece in s.open.pieces if piece.end > piece.start]
    # Code keeps its empty lines: one piece from the first line to the last.
    s.open.pieces = [Piece(pieces[0].start, pieces[-1].end)] if pieces else []
    if pieces:
        s.close()
    s.open = None
    return used


def _setext(s: _Scanner, at: int, line: _Line, quote: int) -> int:
    """Turn the open paragraph into a heading if this line underlines it."""
    del at
    under = UNDERLINE.match(line.text)
    paragraph = s.open
    if under is None or paragraph is None or quote or paragraph.kind is not BlockKind.PARAGRAPH:
        return 0
    paragraph.kind, paragraph.level = BlockKind.HEADING, 1 if under[1][0] == "=" else 2
    s.close()
    return 1


def _rule(s: _Scanner, at: int, line: _Line, quote: int) -> int:
    del at, quote
    if not RULE.match(line.text):
        return 0
    s.close()
    s.rule = True
    return 1


def _heading(s: _Scanner, at: int, line: _Line, quote: int) -> int:
    del at
    found = HEADING.match(line.text)
    if not found:
        return 0
    s.leave_containers()
    body = line.skip(found.end())
    tail = HEADING_TAIL.search(body.text)
    body.text = body.text[: tail.start()] if tail else body.text
    s.start(BlockKind.HEADING, body, quote, level=len(found[1]))
    s.close()
    return 1


def _reference(s: _Scanner, at: int, line: _Line, quote: int) -> int:
    del at, quote
    found = REFERENCE.match(line.text)
    if not found or s.open is not None:
        return 0
    s.references[found[1].casefold()] = (found[2], found[3] or "")
    return 1


def _note(s: _Scanner, at: int, line: _Line, quote: int) -> int:
    del at
    found = NOTE.match(line.text)
    if not found:
        return 0
    s.leave_containers()
    s.note = found[1]
    s.start(BlockKind.NOTE, line.skip(found.end()), quote, label=found[1])
    return 1


def _item(s: _Scanner, at: int, line: _Line, quote: int) -> int:
    del at
    found = ITEM.match(line.text)
    if not found:
        return 0
    column = line.indent
    while s.indents and column < s.indents[-1]:
        s.indents.pop()
    if not s.indents and column >= TAB_WIDTH:
        return 0
    s.indents.append(len(found[0].expandtabs(TAB_WIDTH)))
    s.note = ""
    mark = found[2] if found[2][0].isdigit() else "•"
    s.start(BlockKind.ITEM, line.skip(found.end()), quote, level=len(s.indents), number=mark)
    return 1


def _table(s: _Scanner, at: int, line: _Line, quote: int) -> int:
    if "|" not in line.text or at + 1 >= len(s.lines):
        return 0
    under, depth = _unquote(s.lines[at + 1])
    if depth != quote or "|" not in under.text or not DELIMITER.match(under.text):
        return 0
    s.leave_containers()
    s.start(BlockKind.ROW, line, quote, number="head")
    s.close()
    used = 2
    for raw in s.lines[at + 2 :]:
        row, depth = _unquote(raw)
        if row.blank or depth != quote or "|" not in row.text:
            break
        s.start(BlockKind.ROW, row, quote)
        s.close()
        used += 1
    return used


def _figure(s: _Scanner, at: int, line: _Line, quote: int) -> int:
    image = IMAGE.match(line.text)
    if not image or s.open is not None:
        return 0
    kind = BlockKind.FIGURE
    s.start(kind, line, quote, label=image[1])
    used = 1
    for raw in s.lines[at + 1 :]:
        below, depth = _unquote(raw)
        opens = [(k, m.end()) for k, pattern in UNDER_FIGURE if (m := pattern.match(below.text))]
        if below.blank or depth != quote or (not opens and kind is BlockKind.FIGURE):
            break
        if opens:
            kind = opens[0][0]
            s.start(kind, below.skip(opens[0][1]), quote)
        else:
            s.extend(below)
        used += 1
    s.close()
    return used


def _prose(s: _Scanner, at: int, line: _Line, quote: int) -> int:
    """Continue the open paragraph, item or note, or begin a paragraph where one belongs."""
    del at
    if s.open is not None and quote <= s.open.quote:
        s.extend(line)
        return 1
    indent = line.indent
    while s.indents and indent < s.indents[-1]:
        s.indents.pop()
    if s.note and indent >= TAB_WIDTH:
        s.start(BlockKind.NOTE, line, quote, label=s.note)
    elif s.indents:
        s.start(BlockKind.ITEM, line, quote, level=len(s.indents))
    else:
        s.note = ""
        s.start(BlockKind.QUOTATION if quote else BlockKind.PARAGRAPH, line, quote)
    return 1


# The order is the order of precedence; `_prose` takes whatever is left.
READERS: tuple[Callable[[_Scanner, int, _Line, int], int], ...] = (
    _blank,
    _fence,
    _setext,
    _rule,
    _heading,
    _reference,
    _note,
    _item,
    _table,
    _figure,
    _prose,
)
