"""Hard cases of scholarly prose, and what holds for any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader.domain.language.languages import Language
from reader.domain.language.sentences import split

HERE = Path(__file__).parent
CUT = " | "


def cases(language: Language, name: str) -> list[tuple[Language, str]]:
    lines = (HERE / f"sentences_{name}.txt").read_text(encoding="utf-8").splitlines()
    return [(language, line) for line in lines if line and not line.startswith("# ")]


CASES = cases(Language.RUSSIAN, "russian") + cases(Language.ENGLISH, "english")
PIECES = st.sampled_from(
    ["Хлеба", "нет", "Bread", "г", "в", "т. е.", "В. И.", "p", "Dr", ".", "!", "?", "…", " ", "\n",
     "[^1]", "«", "»", "“", "”", "(", ")", "— ", "`a. B`", "[a. B](c. d)", "*", "1921", "\u00a0"]
)  # fmt: skip


@pytest.mark.parametrize(("language", "case"), CASES, ids=[case for _, case in CASES])
def test_a_hard_case_is_cut_where_a_reader_would(language: Language, case: str) -> None:
    text = case.replace(CUT, " ")

    sentences = [text[start:end].strip() for start, end in split(text, language)]

    assert sentences == [one.strip() for one in case.split(CUT)]


def test_there_are_at_least_three_hundred_hard_cases() -> None:
    assert len(set(CASES)) >= 300


@given(st.lists(PIECES).map("".join) | st.text(), st.sampled_from(Language))
def test_sentences_tile_any_text(text: str, language: Language) -> None:
    spans = split(text, language)

    assert "".join(text[start:end] for start, end in spans) == text
    assert all(start < end for start, end in spans)


@given(st.lists(PIECES).map("".join), st.sampled_from(Language))
def test_no_sentence_begins_with_a_footnote_mark(text: str, language: Language) -> None:
    begins = [text[start:] for start, _ in split(text, language)[1:]]

    assert not any(one.startswith("[^1]") for one in begins)


def test_a_text_with_newlines_is_cut_as_one_block() -> None:
    text = "Хлеба нет.\nЖдут в 1921 г.\nс утра."

    assert [text[a:b] for a, b in split(text, Language.RUSSIAN)] == [
        "Хлеба нет.\n",
        "Ждут в 1921 г.\nс утра.",
    ]
