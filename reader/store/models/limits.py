"""Counts of requests, shared by all workers."""

from __future__ import annotations

from sqlalchemy import Float, String
from sqlalchemy.orm import Mapped, mapped_column

from reader.store.models.base import Row


class HitRow(Row):
    """How often a key was hit in the window that ends at `expires` (seconds since the epoch)."""

    __tablename__ = "hits"

    key: Mapped[str] = mapped_column(String(300), primary_key=True)
    count: Mapped[int]
    expires: Mapped[float] = mapped_column(Float, index=True)
