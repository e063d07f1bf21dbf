"""Any sequence of operations can be taken back, loses no segment, and ids never lead in circles."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reader.domain.alignment import operations as op
from reader.domain.alignment.beads import Bead, flaws
from reader.domain.alignment.operations import Alignment, Change, Impossible, Mark, Side

BEADS = [Bead((i,), (i,), 0.9) for i in range(12)]


def alignment(count: int = 4) -> Alignment:
    return Alignment.of(BEADS[:count])


def some_change(rows: Alignment, chance: random.Random) -> Change:
    at = chance.randrange(len(rows.rows))
    row = rows.rows[at]
    makers: list[Callable[[], Change]] = [
        lambda: op.merge(rows, at, chance.randint(2, 3)),
        lambda: op.split(
            rows,
            at,
            source=chance.randint(0, len(row.source)),
            target=chance.randint(0, len(row.target)),
        ),
        lambda: op.move(rows, at, chance.choice(list(Side)), down=chance.random() < 0.5),
        lambda: op.link(rows, at, chance.randrange(len(rows.rows)), chance.choice(list(Side))),
        lambda: op.unlink(rows, at),
        lambda: op.mark(rows, at, chance.choice(list(Mark)), "переводчик добавил"),
        lambda: op.realigned(rows, at, 1, [Bead(row.source, (), 1), Bead((), row.target, 1)]),
    ]
    return chance.choice(makers)()


def applied(rows: Alignment, count: int, seed: int) -> tuple[Alignment, list[Change]]:
    chance = random.Random(seed)
    log: list[Change] = []
    while len(log) < count:
        try:
            change = some_change(rows, chance)
        except Impossible:
            continue
        rows = op.apply(rows, change)
        log.append(change)
    return rows, log


def as_bytes(rows: Alignment) -> bytes:
    return json.dumps(asdict(rows), ensure_ascii=False).encode()


@pytest.mark.parametrize("seed", range(3))
def test_a_thousand_operations_undone_give_back_the_same_bytes(seed: int) -> None:
    start = alignment(12)
    rows, log = applied(start, 1000, seed)

    for change in reversed(log):
        rows = op.undo(rows, change)

    assert as_bytes(rows) == as_bytes(start)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_every_segment_stays_in_exactly_one_row(seed: int) -> None:
    rows, _ = applied(alignment(8), 40, seed)

    assert not flaws(rows.beads(), 8, 8)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_every_id_leads_to_a_row_that_stands(seed: int) -> None:
    rows, _ = applied(alignment(8), 60, seed)
    standing = {row.id for row in rows.rows}
    ever = {old for old, _ in rows.redirects} | standing

    assert {rows.resolve(one) for one in ever} <= standing


def test_a_merged_row_leads_to_the_first() -> None:
    rows = op.apply(alignment(), op.merge(alignment(), 1))

    assert rows.rows[1].source == (1, 2)
    assert rows.resolve(3) == 2


def test_a_linked_pair_may_cross() -> None:
    rows = op.apply(alignment(), op.link(alignment(), 0, 3, Side.TARGET))

    assert rows.rows[0].target == (0, 3)
    assert rows.rows[3].target == ()


def test_a_pinned_row_is_left_out_of_what_a_realign_may_touch() -> None:
    rows = op.apply(alignment(), op.mark(alignment(), 1, Mark.PINNED))

    assert op.free_runs(rows) == [(0, 1), (2, 2)]


def test_a_pair_cannot_be_without_counterpart() -> None:
    with pytest.raises(Impossible):
        op.mark(alignment(), 0, Mark.NO_COUNTERPART, "опущено")
