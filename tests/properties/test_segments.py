"""Segments joined give back the text, whatever it is."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from reader.domain.documents.blocks import scan
from reader.domain.documents.kinds import Segment
from reader.domain.documents.segments import segment
from reader.domain.documents.texts import read_text
from reader.domain.language.languages import Language
from tests.support.databases import CONTENT
from tests.support.markdown import anything, markdown

SITE_FILES = sorted(CONTENT.glob("*.md"))
languages = st.sampled_from(Language)


def segments(text: str, language: Language) -> list[Segment]:
    return segment(text, scan(text).blocks, language)


def joined(found: list[Segment]) -> str:
    return "".join(one.before + one.source + one.after for one in found)


def check(text: str, language: Language) -> None:
    blocks = scan(text).blocks
    found = segment(text, blocks, language)

    if found:
        assert joined(found) == text
    assert [one.block for one in found] == sorted(one.block for one in found)
    assert all(one.source.strip() == one.source and one.source for one in found)
    assert all(re.sub(r"\s", "", one.content) for one in found)
    assert all(0 <= piece.start < piece.end <= len(text) for b in blocks for piece in b.pieces)
    ends = [(piece.start, piece.end) for block in blocks for piece in block.pieces]
    assert ends == sorted(ends), "pieces follow each other"
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(ends)), "and do not overlap"


@given(markdown, languages)
@example("- a\n\n  b\n\n      c", Language.ENGLISH)
@example("> ```\n> ё\n", Language.RUSSIAN)
@example("[^1]: note\n\n    ещё\n\nx", Language.RUSSIAN)
@example("| a | b |\n|---|---|\n", Language.ENGLISH)
def test_generated_markdown_is_given_back_to_the_character(text: str, language: Language):
    check(text, language)


@given(anything, languages)
def test_any_string_at_all_is_given_back_to_the_character(text: str, language: Language):
    check(text, language)


@given(markdown, languages)
def test_words_are_in_segments_and_not_between_them(text: str, language: Language):
    """What lies between segments is markup: no letter, but for a mark, a fence's name, a link's target."""
    found = segments(text, language)
    if not found:
        return
    for one in found:
        for outside in (one.before, one.after):
            left = re.sub(
                r"\[[^\]\n]*\]:.*|```.*|~~~.*|(?:Caption|Подпись|Credit|Источник):", "", outside
            )
            assert not re.search(r"[A-Za-zА-яЁё]", left), (outside, one)


@pytest.mark.parametrize("file", SITE_FILES, ids=lambda path: path.name)
def test_every_file_of_the_site_is_given_back_to_the_byte(file: Path):
    data = file.read_bytes()
    text = read_text(data, file.name, resolve=lambda target: target)

    assert text.source.encode() == data


@pytest.mark.parametrize("file", SITE_FILES, ids=lambda path: path.name)
def test_with_carriage_returns_every_file_of_the_site_reads_the_same(file: Path):
    data = file.read_bytes()
    one = read_text(data, file.name, resolve=lambda target: target)
    other = read_text(data.replace(b"\n", b"\r\n"), file.name, resolve=lambda target: target)

    assert other.segments == one.segments
    assert other.source == one.source
