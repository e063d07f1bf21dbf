"""Align two files, and split one: files in, segments and beads out, without a database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reader.domain.alignment.align import AlignableBlock, align, align_segments
from reader.domain.alignment.encoder import Encoder
from reader.domain.alignment.writing import Aligned
from reader.domain.documents.blocks import scan
from reader.domain.documents.front import CLOSING, OPENING
from reader.domain.documents.kinds import Block, BlockKind
from reader.domain.documents.segments import segment
from reader.domain.errors import BadInput, Problem
from reader.domain.language.languages import Language
from reader.domain.language.sentences import split
from reader.engines.converters import FileConverter

MARKDOWN = (".md", ".markdown")
Sentences = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A file's blocks of sentences; `lost` counts what its conversion left out, by kind."""

    blocks: tuple[AlignableBlock, ...]
    lost: Mapping[str, int] = field(default_factory=dict)


def align_files(
    source: Path, target: Path, *, pre_split: bool = False, encoder: Encoder | None = None
) -> tuple[Aligned, Mapping[str, int]]:
    """Align an English file with a Russian one; return that, and what conversion left out.

    With `pre_split` every line is a segment and an empty line ends a paragraph. Raises BadInput for
    files that cannot be read.
    """
    if pre_split:
        some, others = _lines(_decoded(source)), _lines(_decoded(target))
        beads = align_segments(some, others, encoder=encoder)
        return Aligned(_flat(some), _flat(others), tuple(beads)), {}
    one, other = read(source, Language.ENGLISH), read(target, Language.RUSSIAN)
    beads = align(one.blocks, other.blocks, encoder=encoder)
    lost = {
        kind: one.lost.get(kind, 0) + other.lost.get(kind, 0) for kind in {*one.lost, *other.lost}
    }
    segments = [[block.segments for block in side.blocks] for side in (one, other)]
    return Aligned(_flat(segments[0]), _flat(segments[1]), tuple(beads)), lost


def split_file(path: Path, language: Language) -> Reading:
    """Split a file into its blocks' sentences. Raises BadInput for a file that cannot be read."""
    return read(path, language)


def read(path: Path, language: Language) -> Reading:
    """Read a text, Markdown, office, book or PDF file into blocks of sentences."""
    suffix = path.suffix.lower()
    if suffix in MARKDOWN:
        return Reading(_markdown(_decoded(path), language))
    if suffix in FileConverter.formats:
        found = FileConverter().convert(path)
        blocks = (_markdown if found.markdown else _plain)(found.text, language)
        return Reading(blocks, found.lost)
    return Reading(_plain(_decoded(path), language))


def _decoded(path: Path) -> str:
    data = path.read_bytes()
    try:
        text = data.decode("utf-16") if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadInput((Problem(str(path), line, "file-encoding"),)) from error
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _lines(text: str) -> list[list[str]]:
    """Return paragraphs of segments, one a line."""
    found: list[list[str]] = []
    fresh = True
    for line in text.split("\n"):
        if not line.strip():
            fresh = True
            continue
        if fresh:
            found.append([])
        found[-1].append(line)
        fresh = False
    return found


def _plain(text: str, language: Language) -> tuple[AlignableBlock, ...]:
    """Return paragraphs: between empty lines or, in a text that has none, one a line."""
    body = text.strip("\n")
    parts = _lines(body)
    whole = ["\n".join(part) for part in parts] if len(parts) > 1 else body.split("\n")
    sentences = (
        tuple(core for a, b in split(one, language) if (core := one[a:b].strip())) for one in whole
    )
    return tuple(AlignableBlock("paragraph", None, found) for found in sentences if found)


def _markdown(text: str, language: Language) -> tuple[AlignableBlock, ...]:
    body = text
    if opening := OPENING.match(text):
        closing = CLOSING.search(text, opening.end())
        body = text[closing.end() :] if closing else text
    blocks = scan(body).blocks
    segments: list[list[str]] = [[] for _ in blocks]
    for one in segment(body, blocks, language):
        segments[one.block].append(" ".join(one.content.split()))
    return tuple(
        _alignable(block, tuple(found))
        for block, found in zip(blocks, segments, strict=True)
        if found
    )


def _alignable(block: Block, segments: Sentences) -> AlignableBlock:
    level = block.level if block.kind is BlockKind.HEADING else ""
    labelled = block.kind in {BlockKind.NOTE, BlockKind.FIGURE}
    return AlignableBlock(f"{block.kind.value}{level}", block.label if labelled else None, segments)


def _flat(parts: Sequence[Sequence[str]]) -> Sentences:
    return tuple(segment for part in parts for segment in part)
