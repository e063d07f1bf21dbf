"""Passages, and the operations that made them what they are."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from reader.store.models.base import Row


class PassageRow(Row):
    """A bead that was stored. Its public id never changes; retired, it points to its successor.

    `gap` says why a side is empty (omitted, added, moved; "" where both sides are there or nobody has
    said yet). `version` is the optimistic lock. `successor_id` never leads to a retired passage that
    has a successor itself, so that a redirect is one step.
    """

    __tablename__ = "passages"
    __table_args__ = (Index(None, "document_id", "retired", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"))
    position: Mapped[int]
    state: Mapped[str] = mapped_column(String(20))
    version: Mapped[int] = mapped_column(default=1)
    confidence: Mapped[float]
    reasons: Mapped[list[str]] = mapped_column(default=list)
    gap: Mapped[str] = mapped_column(String(20), default="")
    pinned: Mapped[bool] = mapped_column(default=False)
    retired: Mapped[bool] = mapped_column(default=False)
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("passages.id"))


class OperationRow(Row):
    """One step in a passage's life: who, when, what, and the text before and after it."""

    __tablename__ = "operations"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    passage_id: Mapped[int | None] = mapped_column(ForeignKey("passages.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    author: Mapped[str]
    at: Mapped[dt.datetime]
    details: Mapped[dict[str, Any]]
