import threading
from pathlib import Path

import pytest
from reader.config import ROOT, BadSettings, Settings, from_environment


def read(tmp_path: Path, **variables: str) -> Settings:
    return from_environment({"READER_INSTANCE_DIR": str(tmp_path / "instance"), **variables})


def test_nothing_has_to_be_set(tmp_path: Path):
    found = read(tmp_path)

    assert found.database_url == f"sqlite:///{tmp_path / 'instance' / 'razvorot.sqlite3'}"
    assert found.content_dir == ROOT / "content"
    assert (found.max_upload_mb, found.trusted_proxies, found.base_url) == (64, 0, "")


def test_each_variable_reaches_its_setting(tmp_path: Path):
    found = read(
        tmp_path,
        READER_DATABASE_URL="postgresql://reader@localhost/сайт",
        READER_REPLICA_URLS="postgresql://a/x, postgresql://b/x",
        READER_SECRET_KEY="ключ",
        READER_CONTENT_DIR=str(tmp_path / "тексты"),
        READER_BASE_URL="https://example.org/",
        READER_MAX_UPLOAD_MB="8",
        READER_TRUSTED_PROXIES="2",
    )

    assert found.database_url == "postgresql://reader@localhost/сайт"
    assert found.replica_urls == ("postgresql://a/x", "postgresql://b/x")
    assert found.secret_key == "ключ"
    assert found.content_dir == tmp_path / "тексты"
    assert found.base_url == "https://example.org"
    assert (found.max_upload_mb, found.trusted_proxies) == (8, 2)


def test_an_empty_variable_is_one_that_is_not_set(tmp_path: Path):
    assert read(tmp_path, READER_MAX_UPLOAD_MB="", READER_BASE_URL="").max_upload_mb == 64


@pytest.mark.parametrize(
    ("name", "value", "kind"),
    [
        ("READER_BASE_URL", "example.org", "setting-url"),
        ("READER_BASE_URL", "ftp://example.org", "setting-url"),
        ("READER_MAX_UPLOAD_MB", "много", "setting-number"),
        ("READER_MAX_UPLOAD_MB", "-1", "setting-number"),
        ("READER_TRUSTED_PROXIES", "1.5", "setting-number"),
        ("READER_TRUSTED_PROXIES", "²", "setting-number"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused(tmp_path: Path, name: str, value: str, kind: str):
    with pytest.raises(BadSettings) as caught:
        read(tmp_path, **{name: value})

    assert (caught.value.name, caught.value.value, caught.value.kind) == (name, value, kind)


def test_the_key_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path):
    first = read(tmp_path).secret_key
    kept = tmp_path / "instance" / "secret_key"

    assert read(tmp_path).secret_key == first
    assert len(first) >= 48
    assert kept.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in kept.parent.iterdir()] == ["secret_key"]


def test_two_sites_have_two_keys(tmp_path: Path):
    assert read(tmp_path / "a").secret_key != read(tmp_path / "b").secret_key


def test_those_who_start_at_once_share_one_key(tmp_path: Path):
    keys: list[str] = []
    together = threading.Barrier(8)

    def start() -> None:
        together.wait()
        keys.append(read(tmp_path).secret_key)

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(keys) == 8
    assert len(set(keys)) == 1


def test_the_key_is_not_shown_with_the_settings(tmp_path: Path):
    assert "ключ" not in repr(read(tmp_path, READER_SECRET_KEY="ключ"))


@pytest.mark.parametrize(
    ("base", "host"),
    [
        ("https://example.org", "example.org"),
        ("https://example.org:8443/книга", "example.org"),
        ("http://user@example.org", "example.org"),
    ],
)
def test_the_public_address_is_one_of_the_hosts(tmp_path: Path, base: str, host: str):
    hosts = read(tmp_path, READER_BASE_URL=base).hosts

    assert host in hosts
    assert {"127.0.0.1", "localhost", "[::1]"} <= set(hosts)
    assert "" not in read(tmp_path).hosts
