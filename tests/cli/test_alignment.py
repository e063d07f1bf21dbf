"""`razvorot align` and `razvorot split` do what the contract says."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from click.testing import CliRunner
from reader.cli import main

EN = "Hunger\n\nBread ran out in 1921.\nThey waited.\n"
RU = "Голод\n\nХлеб кончился в 1921 году.\nЖдали.\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    paths = tmp_path / "a.en.txt", tmp_path / "a.ru.txt"
    for path, text in zip(paths, (EN, RU), strict=True):
        path.write_text(text, encoding="utf-8")
    return str(paths[0]), str(paths[1])


def run(*arguments: str) -> str:
    found = CliRunner().invoke(main, arguments)
    assert found.exit_code == 0, found.output
    assert found.stderr == ""
    return found.stdout


def test_align_prints_one_json_document_with_every_segment_once(files: tuple[str, str]) -> None:
    found = json.loads(run("align", *files, "--pre-split"))

    assert found["source"] == ["Hunger", "Bread ran out in 1921.", "They waited."]
    assert [bead["source"] for bead in found["beads"]] == [[0], [1], [2]]
    assert [bead["target"] for bead in found["beads"]] == [[0], [1], [2]]
    assert all(0 <= bead["confidence"] <= 1 for bead in found["beads"])


def test_align_writes_a_table_and_tmx(files: tuple[str, str], tmp_path: Path) -> None:
    out = tmp_path / "out.tmx"
    table = run("align", *files, "--pre-split", "--format", "tsv", "--without-vectors")
    run("align", *files, "--pre-split", "--format", "tmx", "-o", str(out), "--without-vectors")

    assert table.splitlines()[2].startswith("They waited.\tЖдали.\t")
    units = ET.fromstring(out.read_text(encoding="utf-8")).findall(".//tu")
    assert [seg.text for seg in units[0].iter("seg")] == ["Hunger", "Голод"]


def test_align_reads_markdown_block_by_block(tmp_path: Path) -> None:
    texts = {
        "en": "# Hunger\n\nNo bread.[^1]\n\n[^1]: A note.\n",
        "ru": "# Голод\n\nХлеба нет.[^1]\n\n[^1]: Сноска.\n",
    }
    for language, text in texts.items():
        (tmp_path / f"a.{language}.md").write_text(text, encoding="utf-8")

    found = json.loads(
        run("align", str(tmp_path / "a.en.md"), str(tmp_path / "a.ru.md"), "--without-vectors")
    )

    assert found["target"] == ["Голод", "Хлеба нет.[^1]", "Сноска."]
    assert [bead["target"] for bead in found["beads"]] == [[0], [1], [2]]


def test_split_prints_a_sentence_a_line_and_keeps_paragraphs(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Хлеба нет. Ждут\nв 1921 г. утра.\n\nСоли нет.\n", encoding="utf-8")

    assert run("split", str(file), "--language", "ru") == (
        "Хлеба нет.\nЖдут в 1921 г. утра.\n\nСоли нет.\n"
    )


def test_an_empty_file_gives_an_empty_alignment(tmp_path: Path) -> None:
    for name in ("en", "ru"):
        (tmp_path / name).write_text("", encoding="utf-8")

    found = json.loads(run("align", str(tmp_path / "en"), str(tmp_path / "ru"), "--pre-split"))

    assert found == {"source": [], "target": [], "beads": []}


def test_a_file_that_is_not_text_fails_with_a_sentence(tmp_path: Path) -> None:
    bad = tmp_path / "a.txt"
    bad.write_bytes(b"\xd0\n\xff\xfa")

    found = CliRunner().invoke(main, ["split", str(bad), "--language", "ru"])

    assert found.exit_code == 1
    assert found.stdout == ""
    assert found.stderr


def test_wrong_usage_exits_with_2(files: tuple[str, str]) -> None:
    assert CliRunner().invoke(main, ["align", files[0]]).exit_code == 2
    assert CliRunner().invoke(main, ["split", files[0], "--language", "de"]).exit_code == 2
