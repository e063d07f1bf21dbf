"""The tables, by noun."""

from reader.store.models.base import Row
from reader.store.models.documents import BlockRow, DocumentRow, SegmentRow, SiteRow, TextRow
from reader.store.models.limits import HitRow
from reader.store.models.passages import OperationRow, PassageRow
from reader.store.models.terms import EventRow, NameRow, TermRow

__all__ = [
    "BlockRow",
    "DocumentRow",
    "EventRow",
    "HitRow",
    "NameRow",
    "OperationRow",
    "PassageRow",
    "Row",
    "SegmentRow",
    "SiteRow",
    "TermRow",
    "TextRow",
]
