"""One language's file of a document, read whole: front matter, blocks, rendered segments.

Does not compare the two languages and does not know what is stored: see `services.publishing`.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from reader.domain.documents.blocks import scan
from reader.domain.documents.front import FrontMatter, part
from reader.domain.documents.inline import Renderer
from reader.domain.documents.kinds import Block, BlockKind, Segment
from reader.domain.documents.segments import segment
from reader.domain.documents.soundness import Resolve, problems_of
from reader.domain.errors import BadInput, Problem
from reader.domain.language.languages import Language
from reader.domain.language.scripts import mark_foreign

NAME = re.compile(r"(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)\.(?P<language>en|ru)\.md")
# Control characters have no place in a text; PostgreSQL, for one, cannot store U+0000.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
SITE_PAGES = frozenset({"", "terms", "names", "timeline", "search", "documents"})


@dataclass(frozen=True, slots=True)
class TextSegment:
    """A segment with its rendering: safe inline HTML and the plain text of the same."""

    block: int
    before: str
    source: str
    after: str
    html: str
    plain: str


@dataclass(frozen=True, slots=True)
class Text:
    """A document's text in one language. `digest` changes whenever the file does."""

    slug: str
    language: Language
    file: str
    digest: str
    front: FrontMatter
    blocks: tuple[Block, ...]
    segments: tuple[TextSegment, ...]
    head: str  # the file's characters before the first segment: front matter

    @property
    def source(self) -> str:
        """The file's characters again, from its parts."""
        return self.head + "".join(s.before + s.source + s.after for s in self.segments)


def digest(data: bytes) -> str:
    """Return the fingerprint by which a changed file is known."""
    return hashlib.sha256(data).hexdigest()


def read_text(data: bytes, file: str, *, resolve: Resolve) -> Text:
    """Read one file; `file` is its path as the person knows it, ending in NAME.en.md or NAME.ru.md.

    Raises BadInput with every problem found: name, encoding, front matter, an empty text, footnotes
    without their counterpart, links and pictures that lead nowhere.
    """
    name = NAME.fullmatch(file.rpartition("/")[2])
    if not name:
        raise BadInput((Problem(file, 0, "file-name"),))
    language = Language(name["language"])
    source = _decode(data, file)
    parted = part(source, file)
    body = source[parted.start :]
    scanned = scan(body, first_line=parted.first_line)
    segments = segment(body, scanned.blocks, language)
    problems = problems_of(
        body, scanned, segments, file=file, first_line=parted.first_line, resolve=resolve
    )
    if not segments:
        problems.append(Problem(file, parted.first_line, "text-empty"))
    if problems:
        raise BadInput(tuple(problems))
    renderer = Renderer(scanned.references, resolve=lambda target: resolve(target) or target)
    return Text(
        slug=name["slug"],
        language=language,
        file=file,
        digest=digest(data),
        front=parted.front,
        blocks=scanned.blocks,
        segments=tuple(_rendered(renderer, scanned.blocks, segments, language)),
        head=source[: parted.start],
    )


def _decode(data: bytes, file: str) -> str:
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadInput((Problem(file, line, "file-encoding"),)) from error
    if control := CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        code = f"U+{ord(control[0]):04X}"
        raise BadInput((Problem(file, line, "file-control", {"character": code}),))
    return text


def _rendered(
    renderer: Renderer, blocks: tuple[Block, ...], segments: list[Segment], language: Language
) -> list[TextSegment]:
    of_block: dict[int, list[Segment]] = {}
    for one in segments:
        of_block.setdefault(one.block, []).append(one)
    found: list[TextSegment] = []
    for index, members in of_block.items():
        kind = blocks[index].kind
        if kind is BlockKind.ROW:
            rendered = [renderer.render_row(one.content) for one in members]
        elif kind is BlockKind.CODE:
            rendered = [renderer.render_code(one.content) for one in members]
        else:
            rendered = renderer.render([one.content for one in members])
        found.extend(
            TextSegment(
                one.block,
                one.before,
                one.source,
                one.after,
                mark_foreign(piece.html, language),
                piece.plain,
            )
            for one, piece in zip(members, rendered, strict=True)
        )
    return found
