"""The settings, read once from the environment and never changed."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEY_BYTES = 48


class BadSettings(Exception):
    """A setting has a value that cannot be used; `kind` names the sentence in `reader.messages`."""

    def __init__(self, name: str, value: str, kind: str) -> None:
        super().__init__(f"{name}={value!r}: {kind}")
        self.name, self.value, self.kind = name, value, kind


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment decides. Each field is one READER_* variable, named above it."""

    # READER_DATABASE_URL: SQLite in the instance folder by default
    database_url: str
    # READER_REPLICA_URLS: PostgreSQL read replicas, separated by spaces or commas
    replica_urls: tuple[str, ...]
    # READER_SECRET_KEY: made and kept in the instance folder if unset
    secret_key: str = field(repr=False)
    # READER_CONTENT_DIR: the Markdown files; default content/
    content_dir: Path
    # READER_INSTANCE_DIR: what this machine keeps; default instance/
    instance_dir: Path
    # READER_BASE_URL: the site's public address, without a slash at the end; may be empty
    base_url: str
    # READER_MAX_UPLOAD_MB: the largest request body; default 64
    max_upload_mb: int
    # READER_TRUSTED_PROXIES: how many proxies stand in front; default 0
    trusted_proxies: int

    @property
    def hosts(self) -> tuple[str, ...]:
        """The host names this site answers to; all of the loopback, and that of the base URL."""
        own = self.base_url.partition("://")[2].partition("/")[0].rpartition("@")[2]
        name = own.partition(":")[0]
        return tuple(host for host in ("127.0.0.1", "localhost", "[::1]", name) if host)

    @property
    def migrations_dir(self) -> Path:
        """Where Alembic's revisions are."""
        return ROOT / "migrations"

    @property
    def translations_dir(self) -> Path:
        """Where the catalogues are."""
        return ROOT / "translations"


def from_environment(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings. Raises BadSettings for a value that cannot be used."""
    given = os.environ if environ is None else environ
    instance = Path(given.get("READER_INSTANCE_DIR") or ROOT / "instance").resolve()
    base_url = (given.get("READER_BASE_URL") or "").rstrip("/")
    if base_url and not base_url.startswith(("http://", "https://")):
        raise BadSettings("READER_BASE_URL", base_url, "setting-url")
    return Settings(
        database_url=given.get("READER_DATABASE_URL")
        or f"sqlite:///{instance / 'razvorot.sqlite3'}",
        replica_urls=tuple((given.get("READER_REPLICA_URLS") or "").replace(",", " ").split()),
        secret_key=given.get("READER_SECRET_KEY") or _kept_key(instance),
        content_dir=Path(given.get("READER_CONTENT_DIR") or ROOT / "content").resolve(),
        instance_dir=instance,
        base_url=base_url,
        max_upload_mb=_whole(given, "READER_MAX_UPLOAD_MB", 64),
        trusted_proxies=_whole(given, "READER_TRUSTED_PROXIES", 0),
    )


def _whole(given: Mapping[str, str], name: str, default: int) -> int:
    raw = given.get(name) or str(default)
    if not raw.isascii() or not raw.isdigit():
        raise BadSettings(name, raw, "setting-number")
    return int(raw)


def _kept_key(instance: Path) -> str:
    """Return the key kept in the instance folder; make one that only its owner can read.

    The key is written beside its place and linked into it, so that of two workers that start at once
    both read the same whole key.
    """
    path = instance / "secret_key"
    if not path.exists():
        instance.mkdir(parents=True, exist_ok=True)
        draft = instance / f"secret_key.{secrets.token_hex(8)}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(KEY_BYTES))
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text().strip()
