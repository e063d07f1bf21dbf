"""terms.tsv, names.tsv, timeline.tsv: read into entries, refused line by line."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader.domain.errors import BadInput
from reader.domain.terms.entries import Event, Name, NameKind, Term
from reader.domain.terms.tables import read_names, read_terms, read_timeline

TERMS = (
    "id\ten\tru\ten_variants\tru_variants\ten_forbidden\tru_forbidden\tdomain"
    "\tdefinition_en\tdefinition_ru\tnote_en\tnote_ru\n"
)
NAMES = "id\tkind\ten\tru\ten_variants\tru_variants\tborn\tdied\tnote_en\tnote_ru\n"
TIMELINE = "id\tdate\tdate_en\tdate_ru\tevent_en\tevent_ru\tdocument\n"


def _row(*columns: str, of: int) -> str:
    return "\t".join([*columns, *[""] * (of - len(columns))]) + "\n"


def _event(id_: str, date: str) -> str:
    return _row(id_, date, "then", "тогда", "it was", "было", of=7)


def _problems(error: BadInput) -> list[tuple[int, str]]:
    assert {problem.file for problem in error.problems} == {"x.tsv"}
    return [(problem.line, problem.kind) for problem in error.problems]


def test_a_term_has_its_lists_apart():
    row = _row("nep", "NEP", "нэп", "New Economic Policy; the NEP", "НЭП;новая политика", of=12)

    assert read_terms(TERMS + row, "x.tsv") == [
        Term(
            id="nep",
            en="NEP",
            ru="нэп",
            en_variants=("New Economic Policy", "the NEP"),
            ru_variants=("НЭП", "новая политика"),
        )
    ]


def test_names_and_events_are_read():
    name = _row("moscow", "place", "Moscow", "Москва", of=10)
    event = _event("e", "1921-03")

    assert read_names(NAMES + name, "x.tsv") == [
        Name(id="moscow", kind=NameKind.PLACE, en="Moscow", ru="Москва")
    ]
    assert read_timeline(TIMELINE + event, "x.tsv") == [
        Event("e", "1921-03", "then", "тогда", "it was", "было")
    ]


def test_windows_lines_marks_and_empty_lines_do_no_harm():
    text = "\ufeff" + (NAMES + "\n" + _row("tula", "place", "Tula", "Тула", of=10)).replace(
        "\n", "\r\n"
    )

    assert [name.id for name in read_names(text, "x.tsv")] == ["tula"]


@pytest.mark.parametrize("text", ["", "id\ten\n", TERMS.replace("en_variants", "variants")])
def test_another_header_is_refused(text: str):
    with pytest.raises(BadInput) as caught:
        read_terms(text, "x.tsv")

    assert _problems(caught.value) == [(1, "wrong_header")]


def test_every_faulty_line_is_told():
    rows = [
        _row("a", "person", "Lenin", "Ленин", of=10),
        _row("a", "person", "Lenin", "", of=10),
        _row("B C", "hero", "Lenin", "Ленин", of=10),
        "too\tfew\n",
        _row("", "", "Lenin", "Ленин", of=10),
    ]
    with pytest.raises(BadInput) as caught:
        read_names(NAMES + "".join(rows), "x.tsv")

    assert _problems(caught.value) == [
        (3, "empty_field"),
        (3, "duplicate_id"),
        (4, "bad_id"),
        (4, "bad_name_kind"),
        (5, "wrong_number_of_columns"),
        (6, "empty_field"),
        (6, "empty_field"),
    ]


@pytest.mark.parametrize("date", ["1921-13", "1921-02-30", "21", "1921-2", "1921-03-08 ", "0000"])
def test_a_date_must_be_one(date: str):
    row = _event("e", f"x{date}" if date.endswith(" ") else date)
    with pytest.raises(BadInput) as caught:
        read_timeline(TIMELINE + row, "x.tsv")

    assert _problems(caught.value) == [(2, "bad_date")]


def test_the_timeline_must_be_in_order():
    good = _event("a", "1921") + _event("b", "1921-03") + _event("c", "1921-03-08")
    assert len(read_timeline(TIMELINE + good, "x.tsv")) == 3

    with pytest.raises(BadInput) as caught:
        read_timeline(TIMELINE + good + _event("d", "1920-12"), "x.tsv")

    assert _problems(caught.value) == [(5, "out_of_order")]


@given(st.text(alphabet="ab\t\n;я", max_size=60))
def test_anything_is_read_or_refused(text: str):
    with suppress(BadInput):
        assert all(name.id and name.en and name.ru for name in read_names(NAMES + text, "x.tsv"))
