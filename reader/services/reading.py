"""What a reader is shown: the shelf of documents, a document laid out, a passage and its citations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from reader.domain.documents import layout
from reader.domain.documents.heads import DocumentHead, PassageHead, PlainPair
from reader.domain.documents.kinds import BlockKind
from reader.domain.documents.layout import Piece
from reader.domain.documents.site import Section, Site, read_site
from reader.domain.language.languages import Language
from reader.domain.terms.annotate import annotate
from reader.domain.terms.entries import Event, Name, Term
from reader.domain.terms.finder import Finder
from reader.store import reading as store
from reader.store import terms as terms_store

SITE_FILE = "site.toml"
# Where a marked term would be in the way.
PLAIN_KINDS = frozenset({BlockKind.CODE, BlockKind.FIGURE, BlockKind.ROW})


@dataclass(frozen=True, slots=True)
class Shelf:
    """The site as a whole at one revision: what every page needs and few things change."""

    revision: int
    site: Site | None  # None before anything is published
    documents: tuple[DocumentHead, ...]
    terms: tuple[Term, ...]
    names: tuple[Name, ...]
    events: tuple[Event, ...]
    finder: Finder

    def document(self, slug: str) -> DocumentHead | None:
        """Return a document's head, or None."""
        return next((one for one in self.documents if one.slug == slug), None)

    @property
    def listed(self) -> tuple[DocumentHead, ...]:
        """The documents that lists show: all but the front page's."""
        front = self.site.front if self.site else ""
        return tuple(one for one in self.documents if one.slug != front)

    def in_sections(self) -> list[tuple[Section, list[DocumentHead]]]:
        """Return the sections that have documents, with these, in order."""
        sections = self.site.sections if self.site else ()
        grouped = [(one, [d for d in self.listed if d.section == one.id]) for one in sections]
        return [(section, documents) for section, documents in grouped if documents]

    def neighbours(self, slug: str) -> tuple[DocumentHead | None, DocumentHead | None]:
        """Return the documents before and after one, in the site's order."""
        listed = self.listed
        place = next((n for n, one in enumerate(listed) if one.slug == slug), None)
        if place is None:
            return None, None
        before = listed[place - 1] if place else None
        after = listed[place + 1] if place + 1 < len(listed) else None
        return before, after


def shelf(session: Session) -> Shelf:
    """Return the site as it stands."""
    revision, description = store.site(session)
    terms = tuple(terms_store.terms(session))
    names = tuple(terms_store.names(session))
    return Shelf(
        revision=revision,
        site=read_site(description, SITE_FILE) if description else None,
        documents=tuple(store.documents(session)),
        terms=terms,
        names=names,
        events=tuple(terms_store.events(session)),
        finder=Finder(terms, names),
    )


def pieces(session: Session, document: DocumentHead, finder: Finder) -> list[Piece]:
    """Return a document's pieces with footnotes numbered and terms marked."""
    return _annotated(layout.number_notes(store.pieces(session, document.id)), finder)


def _annotated(pieces: Sequence[Piece], finder: Finder) -> list[Piece]:
    """Mark each term once under each heading of each text; headings themselves stay plain."""
    seen: dict[Language, set[str]] = {language: set() for language in Language}
    found = []
    for piece in pieces:
        if piece.kind == BlockKind.HEADING:
            seen[piece.language] = set()
            found.append(piece)
        elif piece.kind in PLAIN_KINDS:
            found.append(piece)
        else:
            html = annotate(piece.html, finder, piece.language, seen[piece.language])
            found.append(replace(piece, html=html))
    return found


def is_retired(session: Session, slug: str) -> bool:
    """Say whether a document stood under this slug and was taken away."""
    return store.is_retired(session, slug)


def passage(session: Session, public_id: str) -> PassageHead | None:
    """Return where a public id leads, or None if there never was one."""
    return store.passage(session, public_id)


def plain_pair(session: Session, identity: int) -> PlainPair | None:
    """Return a passage as plain text on both sides."""
    found = store.pairs(session, [identity])
    return found[0] if found else None
