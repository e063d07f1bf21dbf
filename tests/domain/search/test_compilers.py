"""Both databases find exactly what the plain matcher finds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import psycopg
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from reader.domain.language.languages import Language
from reader.domain.search.compilers import to_fts5, to_tsquery
from reader.domain.search.index import COLUMNS, fts5_row, index_keys, tsvector_literal
from reader.domain.search.matching import matches
from reader.domain.search.query import Query, parse
from tests.support.paradigms import PARADIGMS, Paradigm

# Few words of many readings, so that phrases, exclusions and sides meet.
EN_WORDS = st.sampled_from(
    [
        "retreat",
        "leaves",
        "left",
        "co-operative",
        "cooperative",
        "trade-union",
        "union",
        "analyses",
        "1,500",
        "Zinoviev’s",
    ]
)
RU_WORDS = st.sampled_from(
    [
        "стали",
        "сталь",
        "рабочих",
        "рабочие",
        "советов",
        "Мясникова",
        "военно-революционный",
        "его",
        "46-ти",
        "нэп",
        "Зиновьеву",
    ]
)
EN_TEXT = st.lists(EN_WORDS, max_size=9).map(" ".join)
RU_TEXT = st.lists(RU_WORDS, max_size=9).map(" ".join)
WORD = st.one_of(EN_WORDS, RU_WORDS)
PHRASE = st.lists(WORD, min_size=1, max_size=5).map(lambda row: f"«{' '.join(row)}»")
SIDE = st.sampled_from(["", "en:", "ru:"])
MINUS = st.sampled_from(["", "", "-"])
PREFIX = WORD.map(lambda word: f"{word[:3]}*")
TERM = st.builds(
    lambda minus, side, what: minus + side + what, MINUS, SIDE, st.one_of(WORD, PHRASE, PREFIX)
)
QUERY = st.lists(TERM, min_size=1, max_size=4).map(" ".join).map(parse)
ANY_QUERY = st.text(max_size=120).map(parse)
ANY_TEXT = st.text(max_size=80)


@pytest.fixture(scope="module")
def sqlite() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute(
        f"CREATE VIRTUAL TABLE search USING fts5({', '.join(COLUMNS)}, "
        "tokenize=\"unicode61 remove_diacritics 0 tokenchars '_'\")"
    )
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def postgres(postgres_url: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        yield connection


def _in_fts5(connection: sqlite3.Connection, query: Query, en: str, ru: str) -> bool:
    match = to_fts5(query)
    if match is None:
        return False
    connection.execute("DELETE FROM search")
    connection.execute("INSERT INTO search VALUES (?, ?, ?, ?)", fts5_row(en, ru))
    found = connection.execute("SELECT count(*) FROM search WHERE search MATCH ?", (match,))
    return bool(found.fetchone()[0])


def _in_postgres(connection: psycopg.Connection, query: Query, en: str, ru: str) -> bool:
    match = to_tsquery(query)
    if match is None:
        return False
    found = connection.execute(
        "SELECT %s::tsvector @@ %s::tsquery", (tsvector_literal(en, ru), match)
    ).fetchone()
    assert found is not None
    return bool(found[0])


@settings(
    max_examples=400,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(QUERY, EN_TEXT, RU_TEXT)
@example(parse("«совет рабочих депутатов»"), "", "совет рабочих и рабочих депутатов")
@example(parse("«стать рабочий советом сталь»"), "", "стали рабочие советов стали")
@example(parse("en:retreat ru:-отступление"), "in retreat", "в отступлении")
def test_sqlite_finds_what_the_matcher_finds(
    sqlite: sqlite3.Connection, query: Query, en: str, ru: str
):
    assert _in_fts5(sqlite, query, en, ru) == matches(query, en, ru)


@pytest.mark.postgresql
@settings(
    max_examples=400,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(QUERY, EN_TEXT, RU_TEXT)
@example(parse("«совет рабочих депутатов»"), "", "совет рабочих и рабочих депутатов")
@example(parse("en:retreat ru:-отступление"), "in retreat", "в отступлении")
def test_postgresql_finds_what_the_matcher_finds(
    postgres: psycopg.Connection, query: Query, en: str, ru: str
):
    assert _in_postgres(postgres, query, en, ru) == matches(query, en, ru)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ANY_QUERY, ANY_TEXT, ANY_TEXT)
def test_sqlite_takes_any_query_and_any_text(
    sqlite: sqlite3.Connection, query: Query, en: str, ru: str
):
    assert _in_fts5(sqlite, query, en, ru) == matches(query, en, ru)


@pytest.mark.postgresql
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ANY_QUERY, ANY_TEXT, ANY_TEXT)
def test_postgresql_takes_any_query_and_any_text(
    postgres: psycopg.Connection, query: Query, en: str, ru: str
):
    assert _in_postgres(postgres, query, en, ru) == matches(query, en, ru)


@pytest.mark.parametrize("paradigm", PARADIGMS, ids=lambda paradigm: paradigm.lemma)
def test_any_form_finds_every_form_on_its_side(sqlite: sqlite3.Connection, paradigm: Paradigm):
    russian = paradigm.language is Language.RUSSIAN
    forms = (paradigm.lemma, *paradigm.forms)
    for asked in (forms[0], forms[-1]):
        query = parse(f"{paradigm.language}:{asked}")
        for stands in forms:
            text = f"— {stands}, 1921"
            sides = ("", text) if russian else (text, "")
            assert _in_fts5(sqlite, query, *sides)
            assert matches(query, *sides)


@pytest.mark.parametrize(
    ("query", "en", "ru", "found"),
    [
        ("workers рабочие", "the worker", "рабочий", True),
        ("workers совет", "the worker", "рабочий", False),
        ("«рабочая оппозиция»", "", "в рабочей оппозиции", True),
        ("«рабочая оппозиция»", "", "рабочие и оппозиция", False),
        ("«workers рабочий»", "workers", "рабочий", False),
        ("Троцкий", "Trotsky’s letter", "", True),
        ("Zinov’ev", "", "Зиновьева", True),
        ("htdjk.wbz", "", "революции", True),
        ("«trade union»", "the trade-union debate", "", True),
        ("trade-unions", "a trade union", "", True),
        ("«cooperative movement»", "the co-operative movement", "", True),
        ("революционный", "", "Военно-революционный комитет", True),
        ("рево*", "", "антиреволюция", False),
        ("антирево*", "", "анти-революция", True),
        ("шел", "", "шёл", True),
        ("5000", "5,000 men", "", True),
        ("-нэп retreat", "retreat", "нэпа", False),
        ("-en:нэп retreat", "retreat", "нэпа", True),
        ("РКП(б)", "", "ЦК РКП(б)", True),
        ("Х съезд", "", "на X съезде", True),
    ],
)
def test_examples_are_found_as_readers_expect(
    sqlite: sqlite3.Connection, query: str, en: str, ru: str, found: bool
):
    understood = parse(query)

    assert matches(understood, en, ru) is found
    assert _in_fts5(sqlite, understood, en, ru) is found


def test_a_phrase_reaches_over_no_gap_between_readings(sqlite: sqlite3.Connection):
    assert len(index_keys("стали его стали")[0]) > 1
    assert not _in_fts5(sqlite, parse("«сталь стать»"), "", "стали его стали")


def test_positions_past_postgresqls_last_are_that_one():
    literal = tsvector_literal("слово " * 17000, "конец")

    assert "16383" in literal
    assert "16384" not in literal
