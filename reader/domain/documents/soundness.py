"""What is wrong inside one text: footnotes without their counterpart, links that lead nowhere.

Does not compare texts with each other: see `services.content`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from reader.domain.documents.blocks import REFERENCE, Scanned
from reader.domain.documents.inline import NOTE_MARK
from reader.domain.documents.kinds import BlockKind, Segment
from reader.domain.errors import Problem

LINK = re.compile(r"\]\(\s*<?([^)\s>]+)")
CODE_SPAN = re.compile(r"(`+)(?:(?!\1).)+\1", re.DOTALL)
DEFINES_NOTE = re.compile(r"(?: {0,3}>[ \t]?)*\[\^")  # a note's further paragraphs begin otherwise

# A link's target as the author wrote it -> its address as seen from a page /{lang}/read/{slug}, or
# None where there is nothing of that name.
Resolve = Callable[[str], str | None]


def problems_of(
    text: str,
    scanned: Scanned,
    segments: Sequence[Segment],
    *,
    file: str,
    first_line: int,
    resolve: Resolve,
) -> list[Problem]:
    """Return every problem of a text, in the order of lines; `first_line` is the text's in its file."""
    lines = text.split("\n")
    prose = _prose(scanned, segments, first_line)
    problems = [
        *_problems_of_notes(lines, scanned, prose, file, first_line),
        *_problems_of_links(lines, scanned, prose, file, first_line, resolve),
    ]
    return sorted(problems, key=lambda problem: problem.line)


def _prose(scanned: Scanned, segments: Sequence[Segment], first_line: int) -> list[tuple[int, str]]:
    """Return (line, content) of each segment in which Markdown means something, code blanked out."""
    found = []
    line = first_line
    for one in segments:
        line += one.before.count("\n")
        if scanned.blocks[one.block].kind is not BlockKind.CODE:
            found.append((line, CODE_SPAN.sub(lambda m: "\n" * m[0].count("\n"), one.content)))
        line += one.source.count("\n") + one.after.count("\n")
    return found


def _marks(
    prose: Sequence[tuple[int, str]], pattern: str | re.Pattern[str]
) -> list[tuple[int, str]]:
    """Return (line, first group) of each place where the pattern is found."""
    return [
        (line + content.count("\n", 0, found.start()), found[1])
        for line, content in prose
        for found in re.finditer(pattern, content)
    ]


def _problems_of_notes(
    lines: Sequence[str],
    scanned: Scanned,
    prose: Sequence[tuple[int, str]],
    file: str,
    first_line: int,
) -> list[Problem]:
    defined: dict[str, int] = {}
    problems = []
    for block in scanned.blocks:
        if block.kind is not BlockKind.NOTE or not DEFINES_NOTE.match(
            lines[block.line - first_line]
        ):
            continue
        if block.label in defined:
            problems.append(Problem(file, block.line, "note-twice", {"label": block.label}))
        defined.setdefault(block.label, block.line)
    used: dict[str, int] = {}
    for line, label in _marks(prose, NOTE_MARK):
        used.setdefault(label, line)
    problems += [
        Problem(file, line, "note-undefined", {"label": label})
        for label, line in used.items()
        if label not in defined
    ]
    problems += [
        Problem(file, line, "note-unused", {"label": label})
        for label, line in defined.items()
        if label not in used
    ]
    return problems


def _problems_of_links(
    lines: Sequence[str],
    scanned: Scanned,
    prose: Sequence[tuple[int, str]],
    file: str,
    first_line: int,
    resolve: Resolve,
) -> list[Problem]:
    targets = {target for target, _ in scanned.references.values()}
    defined = [
        (number, found[2])
        for number, line in enumerate(lines, first_line)
        if (found := REFERENCE.match(line.rstrip("\r"))) and found[2] in targets
    ]
    return [
        Problem(file, line, "link-unknown", {"target": target})
        for line, target in [*_marks(prose, LINK), *defined]
        if resolve(target) is None
    ]
