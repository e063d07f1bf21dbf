"""What becomes of a document's passages when its files change.

Unchanged passages stay what they are; only the gaps between them are aligned anew, and there a new
bead takes over the passage whose words it carries on. Nothing is deleted: a passage without a
successor of its own points to the one that now stands in its place.

    old   p1 (a : A)   p2 (b : B)   p3 (c : C)
    new   a   B-changed-b x   c  /  A  B  c's pair C
    keep  p1, p3; align (b' x : B) between them -> p2 inherits what it shares, the rest is new
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz.distance import Indel

from reader.domain.alignment.beads import Bead

# Below this likeness of its two texts a passage is held to be another one, not an edited one.
SAME_PASSAGE = 0.45
WINDOW = 40  # how far from its old place an edited passage is looked for
Indices = tuple[int, ...]
Moved = tuple[dict[int, int], dict[int, int]]  # old index -> new index, of each side


@dataclass(frozen=True, slots=True)
class Side:
    """One text's segments: `keys` decide whether a segment is unchanged, `words` how alike two are."""

    keys: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A passage as it stands: its segments by index on both sides. `pinned` beads are never re-made."""

    id: int
    source: Indices
    target: Indices
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Heir:
    """A passage as it will be. `id` is None for a new one; `changed` says that its words are not the same."""

    id: int | None
    bead: Bead
    changed: bool
    kept: bool  # neither words nor pairing were touched: confidence and reasons stay too


@dataclass(frozen=True, slots=True)
class Succession:
    """The passages in their new order, and for each one that ends the index of its successor."""

    heirs: tuple[Heir, ...]
    retired: dict[int, int | None]


# Aligns the ranges [i:j] of the source and [k:l] of the target; beads count from the ranges' starts.
AlignRange = Callable[[range, range], Sequence[Bead]]


def succeed(
    standing: Sequence[Standing], old: tuple[Side, Side], new: tuple[Side, Side], align: AlignRange
) -> Succession:
    """Carry passages over from the old sides to the new; `standing` is in reading order."""
    moved = (_moved(old[0].keys, new[0].keys), _moved(old[1].keys, new[1].keys))
    ends = (len(new[0].keys), len(new[1].keys))
    kept = _kept(standing, moved, ends)
    heirs: list[Heir] = []
    retired: dict[int, int | None] = {}
    at, pending = (0, 0), list[Standing]()
    for passage in [*standing, None]:
        place = _at(ends) if passage is None else kept.get(passage.id)
        if place is None:
            assert passage is not None
            pending.append(passage)
            continue
        gap = _Gap(range(at[0], place[0].start), range(at[1], place[1].start), pending)
        first = len(heirs)
        heirs += gap.fill(moved, old, new, align)
        _retire(gap, heirs, first, moved, retired)
        if passage is not None:
            bead = Bead(tuple(place[0]), tuple(place[1]), 0.0)
            heirs.append(Heir(passage.id, bead, changed=False, kept=True))
        at, pending = (place[0].stop, place[1].stop), []
    last = len(heirs) - 1
    return Succession(
        tuple(heirs),
        {
            ended: min(heir, last) if heirs and heir is not None else None
            for ended, heir in retired.items()
        },
    )


def _at(place: tuple[int, int]) -> tuple[range, range]:
    return range(place[0], place[0]), range(place[1], place[1])


def _moved(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Return where each unchanged segment is now."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return {
        block.a + step: block.b + step
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    }


def _kept(
    standing: Sequence[Standing], moved: Moved, ends: tuple[int, int]
) -> dict[int, tuple[range, range]]:
    """Return the passages whose segments all stand together still, and where."""
    kept: dict[int, tuple[range, range]] = {}
    lonely: list[tuple[Standing, int, range]] = []
    at = (0, 0)
    for passage in standing:
        source = _together([moved[0].get(index, -1) for index in passage.source])
        target = _together([moved[1].get(index, -1) for index in passage.target])
        if source is not None and target is not None:
            _keep_lonely(lonely, at, (source.start, target.start), kept)
            lonely = []
            kept[passage.id] = (source, target)
            at = (source.stop, target.stop)
        elif source is not None and not passage.target:
            lonely.append((passage, 0, source))
        elif target is not None and not passage.source:
            lonely.append((passage, 1, target))
    _keep_lonely(lonely, at, ends, kept)
    return kept


def _together(indices: Sequence[int]) -> range | None:
    """Return the indices as a range if they follow each other, else None; an empty side is no range."""
    if not indices or indices[0] < 0:
        return None
    span = range(indices[0], indices[0] + len(indices))
    return span if list(indices) == list(span) else None


def _keep_lonely(
    lonely: list[tuple[Standing, int, range]],
    start: tuple[int, int],
    stop: tuple[int, int],
    kept: dict[int, tuple[range, range]],
) -> None:
    """Keep passages without a counterpart where nothing new came between their neighbours.

    Where something did come, it may be the counterpart, and the whole gap is aligned anew; only a
    pinned decision stands even then.
    """
    room = (stop[0] - start[0]) + (stop[1] - start[1])
    filled = sum(len(span) for _, _, span in lonely)
    at = list(start)
    for passage, side, span in lonely:
        if (
            (room == filled or passage.pinned)
            and at[side] <= span.start
            and span.stop <= stop[side]
        ):
            spans = [range(at[0], at[0]), range(at[1], at[1])]
            spans[side] = span
            kept[passage.id] = (spans[0], spans[1])
            at[side] = span.stop


@dataclass(slots=True)
class _Gap:
    """What lies between two kept passages: new segments, and the old passages that stood there."""

    source: range
    target: range
    standing: list[Standing]

    def fill(
        self,
        moved: Moved,
        old: tuple[Side, Side],
        new: tuple[Side, Side],
        align: AlignRange,
    ) -> list[Heir]:
        if not self.source and not self.target:
            return []
        beads = [
            Bead(
                tuple(self.source[index] for index in bead.source),
                tuple(self.target[index] for index in bead.target),
                bead.confidence,
                bead.reasons,
            )
            for bead in align(self.source, self.target)
        ]
        heir_of = self._inherit(beads, moved, old, new)
        by_id = {passage.id: passage for passage in self.standing}
        return [
            Heir(
                heir_of.get(place),
                bead,
                changed=place not in heir_of or not _same(by_id[heir_of[place]], bead, moved),
                kept=False,
            )
            for place, bead in enumerate(beads)
        ]

    def _inherit(
        self,
        beads: Sequence[Bead],
        moved: Moved,
        old: tuple[Side, Side],
        new: tuple[Side, Side],
    ) -> dict[int, int]:
        """Return for each bead that carries an old passage on that passage's id."""
        holder = {
            (side, index): place
            for place, bead in enumerate(beads)
            for side, indices in enumerate((bead.source, bead.target))
            for index in indices
        }
        after = [_words(new, bead.source, bead.target) for bead in beads]
        offers = []
        for number, passage in enumerate(self.standing):
            before = _words(old, passage.source, passage.target)
            middle = number * len(beads) // len(self.standing)
            near = set(range(max(0, middle - WINDOW), min(len(beads), middle + WINDOW + 1)))
            sharing = {
                holder.get((side, moved[side].get(index, -1))) for side, index in _segments(passage)
            }
            for place in near.union(one for one in sharing if one is not None):
                shared = _shared(passage, beads[place], moved)
                likeness = Indel.normalized_similarity(before, after[place])
                if shared or likeness >= SAME_PASSAGE:
                    offers.append((-(shared + likeness), passage.id, place))
        taken: dict[int, int] = {}
        given: set[int] = set()
        for _, identity, place in sorted(offers):
            if place not in taken and identity not in given:
                taken[place] = identity
                given.add(identity)
        return taken


def _segments(passage: Standing) -> list[tuple[int, int]]:
    """Return (side, index) of each of a passage's segments."""
    return [(0, index) for index in passage.source] + [(1, index) for index in passage.target]


def _shared(passage: Standing, bead: Bead, moved: Moved) -> int:
    return sum(
        moved[side].get(index) in now
        for side, (before, now) in enumerate(
            ((passage.source, bead.source), (passage.target, bead.target))
        )
        for index in before
    )


def _same(passage: Standing, bead: Bead, moved: Moved) -> bool:
    return (
        tuple(moved[0].get(index) for index in passage.source) == bead.source
        and tuple(moved[1].get(index) for index in passage.target) == bead.target
    )


def _words(sides: tuple[Side, Side], source: Indices, target: Indices) -> str:
    parts = [sides[0].words[index] for index in source] + [
        sides[1].words[index] for index in target
    ]
    return "\n".join(parts)


def _retire(
    gap: _Gap,
    heirs: list[Heir],
    first: int,
    moved: Moved,
    retired: dict[int, int | None],
) -> None:
    """Point each passage of the gap that nobody inherited to what stands in its place."""
    inherited = {heir.id for heir in heirs[first:]}
    for passage in gap.standing:
        if passage.id in inherited:
            continue
        shares = [
            place
            for place in range(first, len(heirs))
            if _shared(passage, heirs[place].bead, moved)
        ]
        # With nothing of it left, the reader is led to the passage before, or to the document's first.
        fallback = max(0, len(heirs) - 1)
        retired[passage.id] = shares[0] if shares else fallback
