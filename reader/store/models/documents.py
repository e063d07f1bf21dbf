"""Documents, their texts, and the segments of these."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from reader.store.models.base import Row


class SiteRow(Row):
    """One row: the site's description as its owner wrote it, and a number that grows with every change."""

    __tablename__ = "site"

    id: Mapped[int] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(default=0)
    description: Mapped[str] = mapped_column(default="")
    digests: Mapped[dict[str, Any]]  # of each published file, by its path


class DocumentRow(Row):
    """One work on the site. `revision` grows whenever what a reader sees of it changes."""

    __tablename__ = "documents"
    __table_args__ = (Index(None, "retired", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(200), unique=True)
    section: Mapped[str] = mapped_column(String(100))
    position: Mapped[int]
    retired: Mapped[bool] = mapped_column(default=False)
    revision: Mapped[int] = mapped_column(default=1)
    published: Mapped[dt.datetime]
    changed: Mapped[dt.datetime]


class TextRow(Row):
    """A document's text in one language, as its file says. `digest` is the file's fingerprint."""

    __tablename__ = "texts"
    __table_args__ = (UniqueConstraint("document_id", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"))
    language: Mapped[str] = mapped_column(String(2))
    file: Mapped[str]
    digest: Mapped[str] = mapped_column(String(64))
    head: Mapped[str]
    title: Mapped[str]
    summary: Mapped[str]
    date: Mapped[dt.date]
    authors: Mapped[list[str]]
    source: Mapped[str]
    rights: Mapped[str]


class BlockRow(Row):
    """A structural piece of a text; the fields are those of `domain.documents.kinds.Block`."""

    __tablename__ = "blocks"
    __table_args__ = (UniqueConstraint("text_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("texts.id", ondelete="CASCADE"))
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    level: Mapped[int]
    label: Mapped[str]
    number: Mapped[str] = mapped_column(String(20))
    quote: Mapped[int]
    after_rule: Mapped[bool]


class SegmentRow(Row):
    """The smallest piece that is aligned: its exact characters, its rendering, its passage."""

    __tablename__ = "segments"
    __table_args__ = (UniqueConstraint("text_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("texts.id", ondelete="CASCADE"))
    block_id: Mapped[int] = mapped_column(ForeignKey("blocks.id", ondelete="CASCADE"), index=True)
    passage_id: Mapped[int] = mapped_column(ForeignKey("passages.id"), index=True)
    position: Mapped[int]
    before: Mapped[str]
    source: Mapped[str]
    after: Mapped[str]
    html: Mapped[str]
    plain: Mapped[str]
