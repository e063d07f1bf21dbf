"""Fixtures that all tests share; what they are made of is in tests/support/."""

from __future__ import annotations

import os

# Set before numpy is loaded: its threads wait for each other where the cores are shared.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser, Page
from reader.config import Settings
from reader.store.session import Database
from tests.support import postgresql
from tests.support.browser import collect_errors, running_browser
from tests.support.content import Folder, make_folder
from tests.support.databases import (
    EMPTY,
    MIGRATED,
    POSTGRESQL,
    SITE,
    SQLITE,
    Databases,
    make_settings,
    opened,
)
from tests.support.programs import REQUIRE_ALL, SHARED
from tests.support.server import serving

# A shared machine may stall at any moment: examples are counted, never timed.
hypothesis_settings.register_profile(
    "default", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
hypothesis_settings.register_profile(
    "thorough", hypothesis_settings.get_profile("default"), max_examples=2000
)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

BROWSER_FIXTURES = {"browser", "page"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser, so that `-m "not browser"` leaves it out."""
    for item in items:
        if BROWSER_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip for a missing program into a failure where all tests are required."""
    report = yield
    needs = any(item.get_closest_marker(name) for name in ("browser", "postgresql"))
    if REQUIRE_ALL and needs and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"required, but skipped: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Give the URL of a PostgreSQL server: RAZVOROT_TEST_POSTGRES_URL's, or one of the run's own."""
    if given := os.environ.get(postgresql.URL_VARIABLE):
        yield given
        return
    with postgresql.cluster() as url:
        os.environ[postgresql.URL_VARIABLE] = url
        yield url
        del os.environ[postgresql.URL_VARIABLE]


@pytest.fixture(scope="session")
def databases(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Databases:
    """Give the maker of databases; PostgreSQL starts when it is first asked for."""

    def find() -> str:
        url: str = request.getfixturevalue("postgres_url")
        return url

    return Databases(tmp_path_factory.mktemp("databases"), find)


@pytest.fixture(params=[SQLITE, pytest.param(POSTGRESQL, marks=pytest.mark.postgresql)])
def engine_name(request: pytest.FixtureRequest) -> str:
    """Run the test on both databases."""
    name: str = request.param
    return name


def _opened(databases: Databases, engine: str, template: str) -> Iterator[Database]:
    with databases.fresh(engine, template) as url, opened(url) as database:
        yield database


@pytest.fixture
def database(databases: Databases, engine_name: str) -> Iterator[Database]:
    """Give a migrated database of the test's own, on each engine in turn."""
    yield from _opened(databases, engine_name, MIGRATED)


@pytest.fixture
def empty_database(databases: Databases, engine_name: str) -> Iterator[Database]:
    """Give a database without tables, on each engine in turn."""
    yield from _opened(databases, engine_name, EMPTY)


@pytest.fixture
def sqlite_database(databases: Databases) -> Iterator[Database]:
    """Give a migrated SQLite database, where one engine is enough."""
    yield from _opened(databases, SQLITE, MIGRATED)


@pytest.fixture
def site(databases: Databases, engine_name: str) -> Iterator[Database]:
    """Give a database with content/ published in it (once a run; this is a copy), on each engine."""
    yield from _opened(databases, engine_name, SITE)


@pytest.fixture
def sqlite_site(databases: Databases) -> Iterator[Database]:
    """Give a SQLite database with content/ published in it."""
    yield from _opened(databases, SQLITE, SITE)


@pytest.fixture
def content(tmp_path: Path) -> Folder:
    """Give a small content folder: a front page, a full document, three tables."""
    return make_folder(tmp_path / "content")


@pytest.fixture
def settings(sqlite_site: Database, tmp_path: Path) -> Settings:
    """Give settings that name a copy of the published site."""
    return make_settings(tmp_path / "instance", sqlite_site.url)


@pytest.fixture
def app(settings: Settings) -> Flask:
    """Give the application over a copy of the published site; pytest-flask makes `client` of it."""
    from reader.app import create_app

    return create_app(settings)


@pytest.fixture(scope="session")
def live_server_url(
    databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Give the address of `razvorot serve`, started once a run over the published site."""
    instance = tmp_path_factory.mktemp("instance")
    with (
        databases.fresh(SQLITE, SITE) as url,
        serving(instance, READER_DATABASE_URL=url) as address,
    ):
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give Chromium, started once a run."""
    with running_browser() as running:
        yield running


@pytest.fixture
def page_errors() -> list[str]:
    """Give the errors the page told of; a test that provokes one takes it out."""
    return []


@pytest.fixture
def page(browser: Browser, live_server_url: str, page_errors: list[str]) -> Iterator[Page]:
    """Give a page of a new visitor at the live server; any error it tells of fails the test."""
    context = browser.new_context(base_url=live_server_url)
    opened = context.new_page()
    collect_errors(opened, page_errors)
    yield opened
    context.close()
    assert page_errors == []


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder of measuring data beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip(f"no folder {SHARED}")
    return SHARED
