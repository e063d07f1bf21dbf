"""The revisions lead up and down on both databases, and end where the models are."""

from __future__ import annotations

import pytest
from alembic.script import ScriptDirectory
from reader.services.installation import is_ready, migrate
from reader.store import migrations
from reader.store.session import Database
from sqlalchemy import Table, inspect
from sqlalchemy.schema import SchemaItem
from tests.support.databases import MIGRATIONS
from tests.support.rows import dump

REVISIONS = [
    script.revision for script in reversed(list(ScriptDirectory(str(MIGRATIONS)).walk_revisions()))
]


def tables(database: Database) -> set[str]:
    with database.engine.connect() as connection:
        return set(inspect(connection).get_table_names()) - {"alembic_version"}


def test_the_head_equals_the_models(database: Database):
    migrations.check(database, MIGRATIONS)


def test_there_is_one_line_of_revisions():
    assert len(ScriptDirectory(str(MIGRATIONS)).get_heads()) == 1


def test_a_new_database_is_migrated_once(empty_database: Database):
    assert not is_ready(empty_database, MIGRATIONS)
    assert migrate(empty_database, MIGRATIONS)
    assert is_ready(empty_database, MIGRATIONS)
    assert not migrate(empty_database, MIGRATIONS)


@pytest.mark.parametrize("revision", REVISIONS)
def test_each_revision_goes_up_down_and_up_again(empty_database: Database, revision: str):
    migrations.upgrade(empty_database, MIGRATIONS, revision)
    up = tables(empty_database)
    before = ScriptDirectory(str(MIGRATIONS)).get_revision(revision).down_revision or "base"
    migrations.downgrade(empty_database, MIGRATIONS, str(before))
    migrations.upgrade(empty_database, MIGRATIONS, revision)

    assert tables(empty_database) == up


def test_all_the_way_down_leaves_no_table(site: Database):
    migrations.downgrade(site, MIGRATIONS, "base")

    assert tables(site) == set()
    migrations.upgrade(site, MIGRATIONS)
    migrations.check(site, MIGRATIONS)


def test_data_outlives_the_way_down_to_the_first_revision_and_up_again(site: Database):
    before = dump(site)
    migrations.downgrade(site, MIGRATIONS, REVISIONS[0])
    migrations.upgrade(site, MIGRATIONS)

    assert dump(site) == before


def test_an_upgrade_that_fails_changes_nothing(
    empty_database: Database, monkeypatch: pytest.MonkeyPatch
):
    from alembic import op

    honest = op.create_table

    def failing(name: str, *columns: SchemaItem) -> Table:
        if name == "segments":
            raise OSError("disk full")
        return honest(name, *columns)

    monkeypatch.setattr(op, "create_table", failing)
    with pytest.raises(OSError, match="disk full"):
        migrations.upgrade(empty_database, MIGRATIONS)
    monkeypatch.undo()

    assert tables(empty_database) == set()
    migrations.upgrade(empty_database, MIGRATIONS)
    assert is_ready(empty_database, MIGRATIONS)
