"""What a person does to an alignment: each operation is a value, and each can be undone.

An operation replaces neighbouring rows by others, and knows both. Undoing is the same with the two
exchanged, so any sequence of operations can be taken back to the last byte.

    merge at 1      a-A  b-B  c-C   ->   a-A  bc-BC         ids  1 2 3  ->  1 2   (3 leads to 2)
    unlink at 0     a-A             ->   a-    -A           ids  1      ->  1 2
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from reader.domain.alignment.beads import Bead


class Mark(StrEnum):
    """What a person has said of a row."""

    FREE = "free"
    PINNED = "pinned"
    ACCEPTED = "accepted"
    NO_COUNTERPART = "no-counterpart"


class Side(StrEnum):
    """One of the two texts."""

    SOURCE = "source"
    TARGET = "target"


class Impossible(Exception):
    """The operation does not fit the rows as they are; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Row:
    """A bead with an identity; `why` explains a row without counterpart."""

    id: int
    source: tuple[int, ...]
    target: tuple[int, ...]
    confidence: float = 1.0
    mark: Mark = Mark.FREE
    why: str = ""

    def side(self, side: Side) -> tuple[int, ...]:
        """Return the segments on one side."""
        return self.source if side is Side.SOURCE else self.target

    def holding(self, side: Side, segments: tuple[int, ...]) -> Row:
        """Return the row with other segments on one side, free again."""
        source = segments if side is Side.SOURCE else self.source
        target = segments if side is Side.TARGET else self.target
        return Row(self.id, source, target)


@dataclass(frozen=True, slots=True)
class Change:
    """At row `at`, the rows `old` give way to `new`; `redirects` lead from ids that are gone."""

    name: str
    at: int
    old: tuple[Row, ...]
    new: tuple[Row, ...]
    redirects: tuple[tuple[int, int], ...] = ()
    undoes: bool = False

    def inverse(self) -> Change:
        """Return the change that takes this one back."""
        return Change(self.name, self.at, self.new, self.old, self.redirects, not self.undoes)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Rows in the order of the page, and where ids that are gone lead to."""

    rows: tuple[Row, ...]
    redirects: tuple[tuple[int, int], ...] = ()

    @classmethod
    def of(cls, beads: Sequence[Bead]) -> Alignment:
        """Number the beads from 1."""
        return cls(
            tuple(Row(at, b.source, b.target, b.confidence) for at, b in enumerate(beads, 1))
        )

    @property
    def next_id(self) -> int:
        """An id that no row has, nor had as long as that is remembered."""
        gone = (old for old, _ in self.redirects)
        return max((*(row.id for row in self.rows), *gone), default=0) + 1

    def resolve(self, row_id: int) -> int:
        """Return the id to which an id leads now."""
        known: Mapping[int, int] = dict(self.redirects)
        while row_id in known:
            row_id = known[row_id]
        return row_id

    def beads(self) -> list[Bead]:
        """Return the rows as beads."""
        return [Bead(row.source, row.target, row.confidence) for row in self.rows]


def apply(alignment: Alignment, change: Change) -> Alignment:
    """Return the alignment after a change. Raises Impossible if the rows are no longer as it says."""
    stop = change.at + len(change.old)
    if alignment.rows[change.at : stop] != change.old:
        raise Impossible(change.name)
    rows = (*alignment.rows[: change.at], *change.new, *alignment.rows[stop:])
    if change.undoes:
        kept = len(alignment.redirects) - len(change.redirects)
        if alignment.redirects[kept:] != change.redirects:
            raise Impossible(change.name)
        return Alignment(rows, alignment.redirects[:kept])
    return Alignment(rows, alignment.redirects + change.redirects)


def undo(alignment: Alignment, change: Change) -> Alignment:
    """Return the alignment before a change, which must be the last one."""
    return apply(alignment, change.inverse())


def merge(alignment: Alignment, at: int, count: int = 2) -> Change:
    """Make one row of `count` neighbours; it keeps the first one's id."""
    old = _rows(alignment, at, count)
    if count < 2:
        raise Impossible("merge")
    source = tuple(sorted(i for row in old for i in row.source))
    target = tuple(sorted(j for row in old for j in row.target))
    new = Row(old[0].id, source, target)
    return Change("merge", at, old, (new,), tuple((row.id, new.id) for row in old[1:]))


def split(alignment: Alignment, at: int, *, source: int, target: int) -> Change:
    """Cut a row behind so many source and target segments; the first part keeps the id."""
    (old,) = _rows(alignment, at, 1)
    first = Row(old.id, old.source[:source], old.target[:target])
    second = Row(alignment.next_id, old.source[source:], old.target[target:])
    sizes = (source <= len(old.source), target <= len(old.target), source >= 0, target >= 0)
    if not all(sizes) or not _holds(first) or not _holds(second):
        raise Impossible("split")
    return Change("split", at, (old,), (first, second))


def move(alignment: Alignment, at: int, side: Side, *, down: bool) -> Change:
    """Move the segment at the border between row `at` and the next one across it.

    A row that is left empty goes; its id leads to the other.
    """
    first, second = old = _rows(alignment, at, 2)
    one, other = first.side(side), second.side(side)
    if not (one if down else other):
        raise Impossible("move")
    above, below = (one[:-1], one[-1:] + other) if down else (one + other[:1], other[1:])
    return _kept("move", at, old, (first.holding(side, above), second.holding(side, below)))


def link(alignment: Alignment, at: int, other: int, side: Side) -> Change:
    """Take all segments of one side of row `other` into row `at`, however far: pairs may cross."""
    if at == other:
        raise Impossible("link")
    start, stop = min(at, other), max(at, other) + 1
    old = _rows(alignment, start, stop - start)
    giver, taker = old[other - start], old[at - start]
    given = giver.side(side)
    if not given:
        raise Impossible("link")
    changed = list(old)
    changed[other - start] = giver.holding(side, ())
    changed[at - start] = taker.holding(side, tuple(sorted(taker.side(side) + given)))
    return _kept("link", start, old, tuple(changed), taker.id)


def unlink(alignment: Alignment, at: int) -> Change:
    """Part the two sides of a row; the source keeps the id."""
    (old,) = _rows(alignment, at, 1)
    if not old.source or not old.target:
        raise Impossible("unlink")
    parts = (Row(old.id, old.source, ()), Row(alignment.next_id, (), old.target))
    return Change("unlink", at, (old,), parts)


def mark(alignment: Alignment, at: int, mark: Mark, why: str = "") -> Change:
    """Pin or accept a row, say that it has no counterpart and why, or set it free again."""
    (old,) = _rows(alignment, at, 1)
    if (mark is Mark.NO_COUNTERPART) and old.source and old.target:
        raise Impossible(mark.value)
    return Change(mark.value, at, (old,), (replace(old, mark=mark, why=why),))


def realigned(alignment: Alignment, at: int, count: int, beads: Sequence[Bead]) -> Change:
    """Put new beads over the same segments in the place of `count` rows.

    A bead that says what a row said keeps the row as it is; other rows' ids lead to the bead that
    holds their first segment.
    """
    old = _rows(alignment, at, count)
    known = {(row.source, row.target): row for row in old}
    fresh = alignment.next_id
    new = []
    for bead in beads:
        row = known.get((bead.source, bead.target))
        if row is None:
            row, fresh = Row(fresh, bead.source, bead.target, bead.confidence), fresh + 1
        new.append(row)
    if sorted(_segments(old)) != sorted(_segments(new)):
        raise Impossible("align")
    return _kept("align", at, old, tuple(new))


def free_runs(alignment: Alignment) -> list[tuple[int, int]]:
    """Return the runs (first row, rows) that a realign may touch: nothing pinned or settled."""
    found: list[tuple[int, int]] = []
    for at, row in enumerate(alignment.rows):
        if row.mark is not Mark.FREE:
            continue
        if found and sum(found[-1]) == at:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((at, 1))
    return found


def _rows(alignment: Alignment, at: int, count: int) -> tuple[Row, ...]:
    if at < 0 or count < 1 or at + count > len(alignment.rows):
        raise Impossible("rows")
    return alignment.rows[at : at + count]


def _holds(row: Row) -> bool:
    return bool(row.source or row.target)


def _segments(rows: Sequence[Row]) -> list[tuple[str, int]]:
    return [(side.value, k) for row in rows for side in Side for k in row.side(side)]


def _kept(
    name: str, at: int, old: tuple[Row, ...], new: tuple[Row, ...], heir: int | None = None
) -> Change:
    """Drop empty rows, and lead the ids that are gone to the rows that hold their segments."""
    rows = tuple(row for row in new if _holds(row))
    place = {one: row.id for row in rows for one in _segments([row])}
    left = {row.id for row in rows}
    gone = [row for row in old if row.id not in left]
    leads = tuple((row.id, heir or place[_segments([row])[0]]) for row in gone)
    return Change(name, at, old, rows, leads)
