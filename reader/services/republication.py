"""Store what publishing has decided for one document: its passages, texts, search rows, history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from reader.domain.alignment.succession import Heir, Succession
from reader.domain.documents.identity import public_id
from reader.domain.documents.texts import Text
from reader.domain.language.languages import Language
from reader.domain.review.states import State, after_republishing
from reader.store import publishing as store
from reader.store import search as search_store

AUTHOR = "publish"


@dataclass(frozen=True, slots=True)
class Change:
    """One document's new passages, ready to be stored."""

    slug: str
    texts: dict[Language, Text]
    standing: store.StoredDocument | None
    succession: Succession


def retire(session: Session, slug: str, at: dt.datetime) -> None:
    """Retire a document whose files are gone."""
    document = store.retire_document(session, slug, at)
    search_store.remove_document(session, document)
    _log(session, document, [("retire", None, {})], at)


def write_change(session: Session, change: Change, at: dt.datetime) -> None:
    """Store one document's change whole."""
    document = store.write_document(session, change.slug, change.texts, at)
    passages = _writes(session, change)
    ids = store.write_passages(session, document, passages)
    for language in Language:
        text = change.texts.get(language)
        if text is None:
            store.remove_text(session, document, language)
            continue
        passage_of = {
            index: identity
            for identity, one in zip(ids, passages, strict=True)
            for index in one.segments[language]
        }
        store.write_text(session, document, text, [passage_of[n] for n in range(len(passage_of))])
    successors = {
        ended: ids[heir] if heir is not None else None
        for ended, heir in change.succession.retired.items()
    }
    store.retire_passages(session, successors)
    words = [_words(change.texts, one.segments) for one in passages]
    search_store.replace_document(
        session, document, [(i, *pair) for i, pair in zip(ids, words, strict=True)]
    )
    _log(session, document, _operations(change, ids, words, successors), at)


def _writes(session: Session, change: Change) -> list[store.PassageWrite]:
    """Return the passages to be stored; a passage whose text comes back gets its old id again."""
    known = {one.id: one for one in change.standing.passages} if change.standing else {}
    heirs = change.succession.heirs
    carried = {heir.id for heir in heirs} | set(change.succession.retired)
    back = {one.public_id: one for one in known.values() if one.retired and one.id not in carried}
    used = {one.public_id for one in known.values()} - set(back)
    while True:
        writes = _numbered(change, known, used)
        new = [one.public_id for one in writes if one.id is None and one.public_id not in back]
        taken = store.taken_ids(session, new)
        if not taken:
            break
        used |= taken  # an id of another document: as rare as two equal hashes
    return [
        replace(one, id=old.id, version=old.version + 1)
        if one.id is None and (old := back.get(one.public_id))
        else one
        for one in writes
    ]


def _numbered(
    change: Change, known: Mapping[int, store.StoredPassage], used: set[str]
) -> list[store.PassageWrite]:
    taken = set(used)
    writes = []
    for heir in change.succession.heirs:
        write = _write_of(change, heir, known, taken)
        taken.add(write.public_id)
        writes.append(write)
    return writes


def _write_of(
    change: Change, heir: Heir, by_id: Mapping[int, store.StoredPassage], used: set[str]
) -> store.PassageWrite:
    segments = dict(zip(Language, (heir.bead.source, heir.bead.target), strict=True))
    paired = bool(heir.bead.source and heir.bead.target)
    if heir.id is None:
        source, target = _words(change.texts, segments)
        found = public_id(change.slug, source, target, used)
        state, version = (State.ALIGNED if paired else State.UNALIGNED), 1
    else:
        old = by_id[heir.id]
        found, state, version = old.public_id, State(old.state), old.version
        if heir.changed:
            state, version = after_republishing(state, paired=paired), version + 1
    return store.PassageWrite(
        id=heir.id,
        public_id=found,
        state=state.value,
        version=version,
        confidence=heir.bead.confidence,
        reasons=None if heir.kept else tuple(str(reason) for reason in heir.bead.reasons),
        segments=segments,
    )


def _words(
    texts: Mapping[Language, Text], segments: Mapping[Language, tuple[int, ...]]
) -> tuple[str, str]:
    english, russian = (
        " ".join(texts[language].segments[index].plain for index in segments[language])
        if segments[language]
        else ""
        for language in Language
    )
    return english, russian


def _operations(
    change: Change,
    ids: Sequence[int],
    words: Sequence[tuple[str, str]],
    successors: Mapping[int, int | None],
) -> list[tuple[str, int | None, dict[str, Any]]]:
    """Return what happened to each passage that did not stay as it was."""
    before = _words_before(change.standing)
    found: list[tuple[str, int | None, dict[str, Any]]] = []
    for identity, heir, now in zip(ids, change.succession.heirs, words, strict=True):
        if heir.kept or not heir.changed:
            continue
        kind = "align" if heir.id is None else "republish"
        details: dict[str, Any] = {"after": list(now)}
        if heir.id is not None:
            details["before"] = list(before.get(heir.id, ("", "")))
        found.append((kind, identity, details))
    found += [
        ("retire", ended, {"before": list(before.get(ended, ("", ""))), "successor": successor})
        for ended, successor in successors.items()
    ]
    return found


def _words_before(document: store.StoredDocument | None) -> dict[int, tuple[str, str]]:
    if document is None:
        return {}
    held: dict[int, tuple[list[str], list[str]]] = {}
    for side, language in enumerate(Language):
        for one in document.sides[language]:
            held.setdefault(one.passage, ([], []))[side].append(one.words)
    return {identity: (" ".join(en), " ".join(ru)) for identity, (en, ru) in held.items()}


def _log(
    session: Session,
    document: int,
    operations: Sequence[tuple[str, int | None, dict[str, Any]]],
    at: dt.datetime,
) -> None:
    rows = [
        {
            "document_id": document,
            "passage_id": passage,
            "kind": kind,
            "author": AUTHOR,
            "at": at,
            "details": details,
        }
        for kind, passage, details in operations
    ]
    store.log(session, rows)
