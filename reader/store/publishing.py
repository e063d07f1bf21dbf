"""Rows of documents, texts and passages as publishing reads and writes them.

Does not decide anything: which passage carries on which is `domain.alignment.succession`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from reader.domain.documents.texts import Text
from reader.domain.language.languages import Language
from reader.store.models import (
    BlockRow,
    DocumentRow,
    OperationRow,
    PassageRow,
    SegmentRow,
    SiteRow,
    TextRow,
)

SITE_ID = 1
IDS_AT_ONCE = 500  # values in one IN (…)


@dataclass(frozen=True, slots=True)
class StoredSegment:
    """A segment as it stands: what identifies it, its words, the passage it belongs to."""

    key: str
    words: str
    passage: int


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage as it stands."""

    id: int
    public_id: str
    state: str
    version: int
    pinned: bool
    retired: bool
    position: int


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document as it stands, with all its passages, the retired ones among them."""

    id: int
    retired: bool
    digests: dict[Language, str]
    sides: dict[Language, tuple[StoredSegment, ...]]
    passages: tuple[StoredPassage, ...]


@dataclass(frozen=True, slots=True)
class PassageWrite:
    """A passage to be stored: `id` None makes a new one; `reasons` None leaves confidence as it is."""

    id: int | None
    public_id: str
    state: str
    version: int
    confidence: float
    reasons: tuple[str, ...] | None
    segments: dict[Language, tuple[int, ...]]


def segment_key(kind: str, level: int, label: str, source: str) -> str:
    """Return what makes a segment the same segment when a file is published again."""
    return "\0".join((kind, str(level), label, source))


def site(session: Session) -> tuple[int, dict[str, str]]:
    """Return the site's revision and the fingerprints of the published files."""
    row = session.execute(select(SiteRow.revision, SiteRow.digests)).first()
    return (row.revision, dict(row.digests)) if row else (0, {})


def write_site(session: Session, *, description: str, digests: dict[str, str]) -> None:
    """Store the site's description and the files' fingerprints; the revision grows by one."""
    found = session.get(SiteRow, SITE_ID)
    if found is None:
        session.add(SiteRow(id=SITE_ID, revision=1, description=description, digests=digests))
        return
    found.revision += 1
    found.description, found.digests = description, digests


def documents(session: Session) -> dict[str, bool]:
    """Return the stored documents' slugs, and whether each is retired."""
    rows = session.execute(select(DocumentRow.slug, DocumentRow.retired))
    return {row.slug: row.retired for row in rows}


def load(session: Session, slug: str) -> StoredDocument | None:
    """Return a document as it stands, or None."""
    row = session.execute(select(DocumentRow).where(DocumentRow.slug == slug)).scalar()
    if row is None:
        return None
    texts = session.execute(
        select(TextRow.language, TextRow.digest).where(TextRow.document_id == row.id)
    ).all()
    segments = session.execute(
        select(
            TextRow.language,
            BlockRow.kind,
            BlockRow.level,
            BlockRow.label,
            SegmentRow.source,
            SegmentRow.plain,
            SegmentRow.passage_id,
        )
        .join(TextRow, TextRow.id == SegmentRow.text_id)
        .join(BlockRow, BlockRow.id == SegmentRow.block_id)
        .where(TextRow.document_id == row.id)
        .order_by(SegmentRow.text_id, SegmentRow.position)
    )
    sides: dict[Language, list[StoredSegment]] = {language: [] for language in Language}
    for language, kind, level, label, source, plain, passage in segments:
        stored = StoredSegment(segment_key(kind, level, label, source), plain, passage)
        sides[Language(language)].append(stored)
    passages = session.execute(
        select(
            PassageRow.id,
            PassageRow.public_id,
            PassageRow.state,
            PassageRow.version,
            PassageRow.pinned,
            PassageRow.retired,
            PassageRow.position,
        ).where(PassageRow.document_id == row.id)
    )
    return StoredDocument(
        id=row.id,
        retired=row.retired,
        digests={Language(language): digest for language, digest in texts},
        sides={language: tuple(found) for language, found in sides.items()},
        passages=tuple(StoredPassage(*passage) for passage in passages),
    )


def taken_ids(session: Session, wanted: Sequence[str]) -> set[str]:
    """Return which of the public ids exist already."""
    found: set[str] = set()
    for start in range(0, len(wanted), IDS_AT_ONCE):
        some = wanted[start : start + IDS_AT_ONCE]
        rows = session.execute(select(PassageRow.public_id).where(PassageRow.public_id.in_(some)))
        found.update(rows.scalars())
    return found


def write_document(
    session: Session, slug: str, texts: dict[Language, Text], at: dt.datetime
) -> int:
    """Store a document's own row and return its id; its revision grows."""
    front = next(iter(texts.values())).front
    row = session.execute(select(DocumentRow).where(DocumentRow.slug == slug)).scalar()
    if row is None:
        row = DocumentRow(slug=slug, revision=0, published=at)
        session.add(row)
    row.section, row.position, row.retired = front.section, front.order, False
    row.revision += 1
    row.changed = at
    session.flush()  # a new row's id is needed by everything that belongs to it
    return row.id


def write_passages(session: Session, document: int, passages: Sequence[PassageWrite]) -> list[int]:
    """Store a document's standing passages in their order and return their ids."""
    new = [
        {
            "public_id": one.public_id,
            "document_id": document,
            "position": place,
            "state": one.state,
            "version": one.version,
            "confidence": one.confidence,
            "reasons": list(one.reasons or ()),
        }
        for place, one in enumerate(passages)
        if one.id is None
    ]
    made: dict[str, int] = {}
    if new:
        session.execute(insert(PassageRow), new)
        rows = session.execute(
            select(PassageRow.public_id, PassageRow.id).where(PassageRow.document_id == document)
        )
        made = {row.public_id: row.id for row in rows}
    changes: list[dict[str, Any]] = []
    judged: list[dict[str, Any]] = []
    for place, one in enumerate(passages):
        if one.id is None:
            continue
        values = {
            "id": one.id,
            "position": place,
            "state": one.state,
            "version": one.version,
            "retired": False,
            "successor_id": None,
        }
        if one.reasons is None:
            changes.append(values)
        else:
            judged.append(values | {"confidence": one.confidence, "reasons": list(one.reasons)})
    for rows_to_change in (changes, judged):
        if rows_to_change:
            session.execute(update(PassageRow), rows_to_change)
    return [one.id if one.id is not None else made[one.public_id] for one in passages]


def retire_passages(session: Session, successors: dict[int, int | None]) -> None:
    """Retire passages; redirects that led to them are moved on, so that each stays one step."""
    for ended, successor in successors.items():
        session.execute(
            update(PassageRow)
            .where(PassageRow.id == ended)
            .values(retired=True, successor_id=successor, version=PassageRow.version + 1)
        )
        session.execute(
            update(PassageRow)
            .where(PassageRow.successor_id == ended)
            .values(successor_id=successor)
        )


def write_text(session: Session, document: int, text: Text, passage_of: Sequence[int]) -> None:
    """Store one side anew: `passage_of` has the passage's id for each segment."""
    session.execute(
        delete(TextRow).where(
            TextRow.document_id == document, TextRow.language == text.language.value
        )
    )
    row = TextRow(
        document_id=document,
        language=text.language.value,
        file=text.file,
        digest=text.digest,
        head=text.head,
        title=text.front.title,
        summary=text.front.summary,
        date=text.front.date,
        authors=list(text.front.authors),
        source=text.front.source,
        rights=text.front.rights,
    )
    session.add(row)
    session.flush()  # the text's id is needed by its blocks
    block_ids = _write_blocks(session, row.id, text)
    segments = [
        {
            "text_id": row.id,
            "block_id": block_ids[one.block],
            "passage_id": passage_of[place],
            "position": place,
            "before": one.before,
            "source": one.source,
            "after": one.after,
            "html": one.html,
            "plain": one.plain,
        }
        for place, one in enumerate(text.segments)
    ]
    session.execute(insert(SegmentRow), segments)


def _write_blocks(session: Session, text_id: int, text: Text) -> list[int]:
    """Store a text's blocks and return their ids, in order."""
    blocks = [
        {
            "text_id": text_id,
            "position": place,
            "kind": block.kind.value,
            "level": block.level,
            "label": block.label,
            "number": block.number,
            "quote": block.quote,
            "after_rule": block.after_rule,
        }
        for place, block in enumerate(text.blocks)
    ]
    session.execute(insert(BlockRow), blocks)
    found = session.execute(
        select(BlockRow.id).where(BlockRow.text_id == text_id).order_by(BlockRow.position)
    )
    return list(found.scalars())


def remove_text(session: Session, document: int, language: Language) -> None:
    """Remove a side whose file is gone."""
    session.execute(
        delete(TextRow).where(TextRow.document_id == document, TextRow.language == language.value)
    )


def retire_document(session: Session, slug: str, at: dt.datetime) -> int:
    """Retire a document whose files are gone, with its passages; its texts stay, as history."""
    row = session.execute(select(DocumentRow).where(DocumentRow.slug == slug)).scalar_one()
    row.retired, row.changed = True, at
    row.revision += 1
    session.execute(update(PassageRow).where(PassageRow.document_id == row.id).values(retired=True))
    return row.id


def log(session: Session, operations: Sequence[dict[str, Any]]) -> None:
    """Store operations, in their order."""
    if operations:
        session.execute(insert(OperationRow), list(operations))


def counts(session: Session) -> dict[str, int]:
    """Return how many documents and standing passages there are."""
    return {
        "documents": session.execute(
            select(func.count()).select_from(DocumentRow).where(~DocumentRow.retired)
        ).scalar_one(),
        "passages": session.execute(
            select(func.count()).select_from(PassageRow).where(~PassageRow.retired)
        ).scalar_one(),
    }
