from reader.store.session import Database


def test_engine_is_ready(database: Database):
    assert database.revision() == 0


def test_site_is_published(site: Database):
    assert site.revision() == 1
