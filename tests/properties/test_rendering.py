"""Rendering is total and safe, and says the same words as the source."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from reader.domain.documents.inline import CELL, CUT, Renderer
from tests.support.markdown import anything, inline, prose

TAG = re.compile(r"<(/?)([a-z]+)[^<>]*>")
VOID = {"br", "img"}


def render(contents: list[str]) -> list[str]:
    return [one.html for one in Renderer({}, resolve=lambda target: target).render(contents)]


def balanced(html: str) -> bool:
    open_tags: list[str] = []
    for closing, name in TAG.findall(html):
        if name in VOID:
            continue
        if not closing:
            open_tags.append(name)
        elif not open_tags or open_tags.pop() != name:
            return False
    return not open_tags


@given(st.lists(st.one_of(prose, anything), min_size=1, max_size=4))
def test_each_segment_renders_to_balanced_html_without_private_marks(contents: list[str]):
    found = render(contents)

    assert len(found) == len(contents)
    for html in found:
        assert balanced(html), html
        assert CUT not in html
        assert CELL not in html
        assert "<script" not in html


@given(st.lists(inline, min_size=1, max_size=3))
def test_words_outlive_rendering_in_their_order(contents: list[str]):
    rendered = Renderer({}, resolve=lambda target: target).render(contents)

    for content, one in zip(contents, rendered, strict=True):
        letters = re.findall(
            r"[а-яё]+", re.sub(r"\]\([^)]*\)*|\[\^1\]|</?em>", " ", content.lower())
        )
        assert re.findall(r"[а-яё]+", one.plain.lower()) == letters


@given(st.lists(st.text("ё|\\ab*`", max_size=6), min_size=1, max_size=4))
def test_a_row_has_a_cell_for_each_column(cells: list[str]):
    escaped = [cell.replace("\\", "").replace("|", "\\|").replace("`", "") for cell in cells]
    found = Renderer({}, resolve=lambda target: target).render_row(
        "| " + " | ".join(escaped) + " |"
    )

    assert found.html.count(CELL) == len(cells) - 1
