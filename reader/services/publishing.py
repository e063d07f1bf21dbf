"""Publish the content folder: files become documents, texts and passages, in one transaction.

Reading, rendering and aligning are done before the transaction opens; if another publisher was faster
meanwhile, the work is done again on what stands now.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from reader.domain.alignment.align import AlignableBlock, align
from reader.domain.alignment.beads import Bead
from reader.domain.alignment.encoder import Encoder
from reader.domain.alignment.succession import Side, Standing, succeed
from reader.domain.documents.kinds import BlockKind
from reader.domain.documents.texts import Text
from reader.domain.language.languages import Language
from reader.services.content import Content, Files, read_content, read_files
from reader.services.republication import Change, retire, write_change
from reader.store import publishing as store
from reader.store import terms as terms_store
from reader.store.session import lock_for_publishing

# Raised whenever the rendering of unchanged files changes, so that an upgrade renders them anew.
RENDERING = "3"
RENDERING_KEY = "*rendering"
TRIES = 3

OpenSession = Callable[[], AbstractContextManager[Session]]


class Overtaken(Exception):
    """Somebody else published in the meantime, again and again."""


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """What publishing did, or would do, to one document: numbers of passages."""

    slug: str
    added: int
    changed: int
    unchanged: int
    retired: int


@dataclass(frozen=True, slots=True)
class Report:
    """What publishing did, or would do. `documents` are those that changed."""

    documents: tuple[DocumentReport, ...]
    unchanged: int
    retired: tuple[str, ...]
    passages: int
    changed: bool


@dataclass(frozen=True, slots=True)
class _Plan:
    """All that a publication will write, and the revision it was made for."""

    revision: int
    content: Content | None
    digests: dict[str, str]
    changes: tuple[Change, ...]
    retired: tuple[str, ...]
    unchanged: int


def publish(
    directory: Path,
    *,
    reading: OpenSession,
    writing: OpenSession,
    encoder: Encoder | None,
    at: dt.datetime,
    dry_run: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Publish the folder and report what changed.

    Raises BadInput, having changed nothing, if any file is broken.
    """
    files = read_files(directory)
    for _ in range(TRIES):
        with reading() as session:
            revision, digests = store.site(session)
            stored = store.documents(session)
            touched = _touched(files, digests, stored)
            standing = {slug: store.load(session, slug) for slug in touched}
        plan = _plan(files, digests, stored, standing, revision, encoder, progress or _silent)
        if dry_run or (plan.content is None):
            with reading() as session:
                return _report(plan, store.counts(session)["passages"])
        with writing() as session:
            lock_for_publishing(session)
            if store.site(session)[0] != plan.revision:
                continue
            _apply(session, plan, at)
            return _report(plan, store.counts(session)["passages"])
    raise Overtaken


def _silent(done: int, of: int) -> None:
    """Show no progress."""


def _touched(files: Files, digests: Mapping[str, str], stored: Mapping[str, bool]) -> list[str]:
    """Return the slugs whose files are new, changed or gone on one side.

    A new or removed document may make or break links in all others, and so may a change of the
    pictures or of the rendering: then everything is read again.
    """
    standing = {slug for slug, retired in stored.items() if not retired}
    media_changed = {k: v for k, v in digests.items() if k.startswith("images/")} != files.media
    if standing != files.slugs or digests.get(RENDERING_KEY) != RENDERING or media_changed:
        return sorted(files.slugs)
    now = files.digests
    names = {name for name in set(now) | set(digests) if name.endswith(".md")}
    changed = {name for name in names if now.get(name) != digests.get(name)}
    return sorted({name.split(".")[0] for name in changed} & files.slugs)


def _plan(
    files: Files,
    digests: Mapping[str, str],
    stored: Mapping[str, bool],
    standing: Mapping[str, store.StoredDocument | None],
    revision: int,
    encoder: Encoder | None,
    progress: Callable[[int, int], None],
) -> _Plan:
    wanted = files.digests | {RENDERING_KEY: RENDERING}
    retired = tuple(sorted(s for s, gone in stored.items() if not gone and s not in files.slugs))
    if dict(digests) == wanted:
        return _Plan(revision, None, wanted, (), (), len(files.slugs))
    content = read_content(files, standing)
    changes = []
    for done, (slug, texts) in enumerate(sorted(content.texts.items())):
        progress(done, len(content.texts))
        changes.append(_change(slug, texts, standing[slug], encoder))
    progress(len(content.texts), len(content.texts))
    return _Plan(
        revision, content, wanted, tuple(changes), retired, len(files.slugs) - len(changes)
    )


def _change(
    slug: str,
    texts: dict[Language, Text],
    standing: store.StoredDocument | None,
    encoder: Encoder | None,
) -> Change:
    old_sides = standing.sides if standing else dict.fromkeys(Language, ())
    new = tuple(_new_side(texts.get(language)) for language in Language)
    old = tuple(
        Side(
            tuple(one.key for one in old_sides[language]),
            tuple(one.words for one in old_sides[language]),
        )
        for language in Language
    )
    english, russian = (texts.get(language) for language in Language)

    def align_range(source: range, target: range) -> Sequence[Bead]:
        return align(_alignable(english, source), _alignable(russian, target), encoder=encoder)

    succession = succeed(_standing(standing), (old[0], old[1]), (new[0], new[1]), align_range)
    return Change(slug, texts, standing, succession)


def _new_side(text: Text | None) -> Side:
    if text is None:
        return Side((), ())
    keys = tuple(
        store.segment_key(block.kind, block.level, block.label, one.source)
        for one in text.segments
        for block in (text.blocks[one.block],)
    )
    return Side(keys, tuple(one.plain for one in text.segments))


def _standing(document: store.StoredDocument | None) -> list[Standing]:
    """Return the passages that hold segments, in reading order."""
    if document is None:
        return []
    held: dict[int, tuple[list[int], list[int]]] = {}
    for side, language in enumerate(Language):
        for index, one in enumerate(document.sides[language]):
            held.setdefault(one.passage, ([], []))[side].append(index)
    return [
        Standing(one.id, tuple(held[one.id][0]), tuple(held[one.id][1]), pinned=one.pinned)
        for one in sorted(document.passages, key=lambda one: one.position)
        if one.id in held
    ]


def _alignable(text: Text | None, wanted: range) -> list[AlignableBlock]:
    """Return the wanted segments as the aligner takes them, block by block."""
    if text is None or not wanted:
        return []
    found: dict[int, list[str]] = {}
    for one in text.segments[wanted.start : wanted.stop]:
        found.setdefault(one.block, []).append(one.plain)
    blocks = []
    for index, segments in found.items():
        block = text.blocks[index]
        kind = f"heading{block.level}" if block.kind is BlockKind.HEADING else block.kind.value
        blocks.append(AlignableBlock(kind, block.label or None, tuple(segments)))
    return blocks


def _apply(session: Session, plan: _Plan, at: dt.datetime) -> None:
    content = plan.content
    assert content is not None
    for change in plan.changes:
        write_change(session, change, at)
    for slug in plan.retired:
        retire(session, slug, at)
    terms_store.replace(session, content.terms, content.names, content.events)
    store.write_site(session, description=content.site.source, digests=plan.digests)


def _report(plan: _Plan, passages: int) -> Report:
    documents = []
    for change in plan.changes:
        heirs = change.succession.heirs
        added = sum(heir.id is None for heir in heirs)
        changed = sum(heir.id is not None and heir.changed for heir in heirs)
        documents.append(
            DocumentReport(
                change.slug,
                added=added,
                changed=changed,
                unchanged=len(heirs) - added - changed,
                retired=len(change.succession.retired),
            )
        )
    return Report(
        documents=tuple(documents),
        unchanged=plan.unchanged,
        retired=plan.retired,
        passages=passages,
        changed=plan.content is not None,
    )
