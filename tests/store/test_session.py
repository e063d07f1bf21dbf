import threading
from contextlib import suppress

import pytest
from reader.store.models import DocumentRow, SiteRow
from reader.store.session import Database, is_unreachable
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError
from tests.support.databases import NOW


def count(database: Database) -> int:
    with database.reading() as session:
        found: int = session.execute(text("SELECT count(*) FROM documents")).scalar_one()
        return found


def make_document(slug: str) -> DocumentRow:
    return DocumentRow(slug=slug, section="ё", position=1, revision=1, published=NOW, changed=NOW)


def test_writing_commits_on_leaving(database: Database):
    with database.writing() as session:
        session.add(make_document("хлеб"))

    assert count(database) == 1


def test_any_exception_undoes_the_work(database: Database):
    with suppress(KeyError), database.writing() as session:
        session.add(make_document("хлеб"))
        session.flush()
        raise KeyError

    assert count(database) == 0


def test_reading_never_writes(database: Database):
    with database.reading() as session:
        session.add(make_document("хлеб"))
        session.flush()

    assert count(database) == 0


def test_a_savepoint_undone_leaves_the_rest_to_be_undone_too(database: Database):
    """Without isolation_level = None a savepoint silently commits on SQLite."""
    with suppress(KeyError), database.writing() as session:
        session.add(make_document("before"))
        session.flush()
        with session.begin_nested():
            session.add(make_document("inside"))
        raise KeyError

    assert count(database) == 0


def test_foreign_keys_are_enforced(database: Database):
    statement = "INSERT INTO operations (document_id, kind, author, at, details) VALUES "
    with pytest.raises(IntegrityError), database.writing() as session:
        session.execute(text(statement + "(999, 'x', 'ё', '2026-11-24 12:00:00', '{}')"))


def test_moments_come_back_with_their_zone(database: Database):
    with database.writing() as session:
        session.add(make_document("хлеб"))
    with database.reading() as session:
        found = session.execute(text("SELECT 1")).scalar_one()
        row = session.get(DocumentRow, 1)

    assert found == 1
    assert row is not None
    assert row.published == NOW


def test_sqlite_is_in_wal_with_full_sync(sqlite_database: Database):
    with sqlite_database.engine.connect() as connection:
        found = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]

    assert found == ["wal", 2, 1, 30_000]


def test_a_writer_waits_for_another_instead_of_failing(database: Database):
    """Each reads first and writes later, which SQLite's deferred transactions cannot survive."""
    with database.writing() as session:
        session.add(SiteRow(id=1, revision=0, description="", digests={}))
    failures: list[BaseException] = []

    def work() -> None:
        try:
            for _ in range(10):
                with database.writing() as session:
                    row = session.get(SiteRow, 1, with_for_update=True)
                    assert row is not None
                    row.revision += 1
        except BaseException as error:  # noqa: BLE001 -- told in the test's own thread
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert database.revision() == 40


def test_readers_read_while_somebody_writes(database: Database):
    with database.writing() as session:
        session.add(make_document("хлеб"))
        session.flush()
        assert count(database) == 0

    assert count(database) == 1


def test_the_revision_is_seen_by_every_thread_as_soon_as_it_is_committed(database: Database):
    assert database.revision() == 0
    seen: list[int] = []
    with database.writing() as session:
        session.add(SiteRow(id=1, revision=7, description="", digests={}))
    thread = threading.Thread(target=lambda: seen.append(database.revision()))
    thread.start()
    thread.join()

    assert database.revision() == 7
    assert seen == [7]


def test_the_revision_of_an_undone_change_is_not_seen(database: Database):
    with suppress(KeyError), database.writing() as session:
        session.add(SiteRow(id=1, revision=7, description="", digests={}))
        session.flush()
        raise KeyError

    assert database.revision() == 0


def test_a_database_that_cannot_be_reached_is_known_as_such():
    lost = Database("postgresql://nobody@127.0.0.1:1/none")
    with pytest.raises(OperationalError) as caught, lost.reading() as session:
        session.execute(text("SELECT 1"))

    assert is_unreachable(caught.value)
    lost.dispose()


def test_a_broken_statement_is_not_taken_for_a_lost_database(database: Database):
    with pytest.raises(Exception, match="bread") as caught, database.reading() as session:
        session.execute(text("SELECT * FROM full_of_bread"))

    assert not is_unreachable(caught.value)
