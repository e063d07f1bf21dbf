"""Alembic's environment: runs revisions on the connection it is handed."""

from __future__ import annotations

from alembic import context
from reader.store.models import Row

OWN = "search"  # tables that SQLAlchemy's metadata does not describe begin so


def include_name(name: str | None, kind: str, parents: object) -> bool:
    del parents
    return not (kind == "table" and name is not None and name.startswith(OWN))


def run() -> None:
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=Row.metadata,
        include_name=include_name,
        render_as_batch=True,
        compare_type=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
