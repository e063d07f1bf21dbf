"""What pages read: documents, the pieces of a document, single passages."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from reader.domain.documents.heads import DocumentHead, PassageHead, PlainPair, TextHead
from reader.domain.documents.layout import Piece
from reader.domain.language.languages import Language
from reader.store.models import (
    BlockRow,
    DocumentRow,
    PassageRow,
    SegmentRow,
    SiteRow,
    TextRow,
)


def site(session: Session) -> tuple[int, str]:
    """Return the site's revision and its description (TOML); (0, "") before anything is published."""
    row = session.execute(select(SiteRow.revision, SiteRow.description)).first()
    return (row.revision, row.description) if row else (0, "")


def documents(session: Session) -> list[DocumentHead]:
    """Return the documents that stand, in the site's order."""
    count = (
        select(PassageRow.document_id, func.count().label("passages"))
        .where(~PassageRow.retired)
        .group_by(PassageRow.document_id)
        .subquery()
    )
    rows = session.execute(
        select(DocumentRow, TextRow, count.c.passages)
        .join(TextRow, TextRow.document_id == DocumentRow.id)
        .join(count, count.c.document_id == DocumentRow.id)
        .where(~DocumentRow.retired)
        .order_by(DocumentRow.position, DocumentRow.slug, TextRow.language)
    )
    found: dict[str, DocumentHead] = {}
    for document, text, passages in rows:
        head = found.get(document.slug)
        if head is None:
            head = found[document.slug] = DocumentHead(
                id=document.id,
                slug=document.slug,
                section=document.section,
                revision=document.revision,
                published=document.published,
                changed=document.changed,
                passages=passages,
                texts={},
            )
        head.texts[Language(text.language)] = TextHead(
            title=text.title,
            summary=text.summary,
            date=text.date,
            authors=tuple(text.authors),
            source=text.source,
            rights=text.rights,
        )
    return list(found.values())


def is_retired(session: Session, slug: str) -> bool:
    """Say whether a document stood under this slug and was taken away."""
    return bool(session.scalar(select(DocumentRow.retired).where(DocumentRow.slug == slug)))


def pieces(session: Session, document: int) -> list[Piece]:
    """Return a document's segments with their blocks and passages: English first, in text order."""
    rows = session.execute(
        select(
            TextRow.language,
            BlockRow.position,
            BlockRow.kind,
            BlockRow.level,
            BlockRow.label,
            BlockRow.number,
            BlockRow.quote,
            BlockRow.after_rule,
            SegmentRow.html,
            SegmentRow.plain,
            PassageRow.public_id,
            PassageRow.position,
        )
        .join(SegmentRow, SegmentRow.text_id == TextRow.id)
        .join(BlockRow, BlockRow.id == SegmentRow.block_id)
        .join(PassageRow, PassageRow.id == SegmentRow.passage_id)
        .where(TextRow.document_id == document)
        .order_by(TextRow.language, SegmentRow.position)
    )
    return [Piece(Language(language), *rest) for language, *rest in rows]


def passage(session: Session, public_id: str) -> PassageHead | None:
    """Return where a public id leads, or None if there never was one."""
    successor = aliased(PassageRow)
    row = session.execute(
        select(
            PassageRow.id,
            PassageRow.public_id,
            DocumentRow.slug,
            PassageRow.position + 1,
            PassageRow.retired,
            successor.public_id,
            DocumentRow.retired,
        )
        .join(DocumentRow, DocumentRow.id == PassageRow.document_id)
        .outerjoin(successor, successor.id == PassageRow.successor_id)
        .where(PassageRow.public_id == public_id)
    ).first()
    return PassageHead(*row) if row else None


def pairs(session: Session, ids: Sequence[int]) -> list[PlainPair]:
    """Return passages as plain text, in the order of `ids`."""
    rows = session.execute(
        select(
            PassageRow.id,
            PassageRow.public_id,
            DocumentRow.slug,
            PassageRow.position + 1,
            TextRow.language,
            SegmentRow.plain,
        )
        .join(DocumentRow, DocumentRow.id == PassageRow.document_id)
        .join(SegmentRow, SegmentRow.passage_id == PassageRow.id)
        .join(TextRow, TextRow.id == SegmentRow.text_id)
        .where(PassageRow.id.in_(ids))
        .order_by(SegmentRow.text_id, SegmentRow.position)
    )
    found: dict[int, PlainPair] = {}
    for identity, public_id, slug, number, language, plain in rows:
        pair = found.setdefault(identity, PlainPair(identity, public_id, slug, number, {}))
        before = pair.texts.get(Language(language))
        pair.texts[Language(language)] = f"{before} {plain}" if before else plain
    return [found[identity] for identity in ids if identity in found]
