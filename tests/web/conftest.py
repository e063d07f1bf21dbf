"""One application for the tests that only read, and visitors to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from ipaddress import ip_network
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from reader.app import create_app
from reader.context import EXTENSION, Runtime
from reader.domain.language.languages import Language
from reader.services.reading import Shelf, pieces, shelf
from reader.store.session import Database
from tests.support.content import Folder
from tests.support.databases import SITE, SQLITE, Databases, make_settings, publish
from tests.web.html import Element, parse
from tests.web.pages import DOCUMENT

Get = Callable[..., Element]
ADDRESSES = ip_network("10.0.0.0/16").hosts()


def database_of(app: Flask) -> Database:
    """Return the application's database."""
    runtime: Runtime = app.extensions[EXTENSION]
    return runtime.database


def make_visitor(app: Flask) -> FlaskClient:
    """Return a client without cookies, at an address of its own."""
    client = app.test_client()
    client.environ_base["REMOTE_ADDR"] = str(next(ADDRESSES))
    return client


@pytest.fixture(scope="session")
def site_app(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Give an application over content/ that no test changes."""
    with databases.fresh(SQLITE, SITE) as url:
        app = create_app(make_settings(tmp_path_factory.mktemp("web"), url))
        yield app
        database_of(app).dispose()


@pytest.fixture
def visitor(site_app: Flask) -> FlaskClient:
    """Give a new visitor, who has no cookies."""
    return make_visitor(site_app)


@pytest.fixture(scope="session")
def get(site_app: Flask) -> Get:
    """Give a function that returns a page as a new visitor sees it; read once a run."""

    @cache
    def get(path: str, status: int = 200, **headers: str) -> Element:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = make_visitor(site_app).get(path, headers=named)
        assert answer.status_code == status, (path, answer.status_code)
        return parse(answer.get_data(as_text=True))

    return get


@pytest.fixture(scope="session")
def site_shelf(site_app: Flask) -> Shelf:
    """Give what is on the site's shelf."""
    with database_of(site_app).reading() as session:
        return shelf(session)


@pytest.fixture(scope="session")
def passage_ids(site_app: Flask, site_shelf: Shelf) -> list[str]:
    """Give the public ids of the long document's passages, in order."""
    document = site_shelf.document(DOCUMENT)
    assert document is not None
    with database_of(site_app).reading() as session:
        found = pieces(session, document, site_shelf.finder)
    return list(dict.fromkeys(one.passage for one in found if one.language is Language.ENGLISH))


@pytest.fixture
def passage(passage_ids: list[str]) -> str:
    """Give a passage in the midst of the long document."""
    return passage_ids[len(passage_ids) // 2]


@pytest.fixture
def folder_app(sqlite_database: Database, content: Folder, tmp_path: Path) -> Flask:
    """Give an application of the test's own over the small content folder, published."""
    publish(sqlite_database, content.path)
    settings = make_settings(tmp_path / "instance", sqlite_database.url)
    return create_app(settings)


@pytest.fixture
def empty_app(sqlite_database: Database, tmp_path: Path) -> Flask:
    """Give an application in which nothing is published."""
    return create_app(make_settings(tmp_path / "instance", sqlite_database.url))
