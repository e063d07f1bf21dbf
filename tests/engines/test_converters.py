"""What cannot be converted is said plainly."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from reader.domain.errors import BadInput
from reader.engines.converters import FileConverter, NullConverter

HAS_PANDOC = importlib.util.find_spec("pypandoc") is not None


def test_the_null_converter_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        NullConverter().convert(tmp_path / "книга.docx")

    assert caught.value.problems[0].kind == "converter-missing"


@pytest.mark.skipif(HAS_PANDOC, reason="the extra is installed")
def test_without_the_extra_a_file_is_refused_by_name(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>Хлеба нет.</p>", encoding="utf-8")

    with pytest.raises(BadInput) as caught:
        FileConverter().convert(page)

    assert caught.value.problems[0].kind == "converter-missing"


@pytest.mark.skipif(not HAS_PANDOC, reason="needs razvorot[convert]")
def test_a_page_becomes_markdown_and_its_picture_is_counted(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<h1>Голод</h1><p>Хлеба нет.</p><img src='a.png'>", encoding="utf-8")

    found = FileConverter().convert(page)

    assert "# Голод" in found.text
    assert found.lost["pictures"] == 1
