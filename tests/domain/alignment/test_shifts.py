"""Runs out of step are found with the move that mends them; gaps are counted."""

from __future__ import annotations

import numpy as np
from reader.domain.alignment.beads import Bead
from reader.domain.alignment.coverage import Gap, coverage, gaps
from reader.domain.alignment.shifts import Alarm, alarms, shifted_runs


def test_a_shift_is_found_where_it_begins_with_its_repair() -> None:
    vectors = np.eye(20, dtype=np.float32)
    beads = [Bead((i,), (i if i < 8 else i - 1,), 0.9) for i in range(20)]

    assert shifted_runs(beads, vectors, vectors) == [Alarm(8, 19, 1)]


def test_a_text_in_step_raises_no_alarm() -> None:
    vectors = np.eye(20, dtype=np.float32)

    assert not shifted_runs([Bead((i,), (i,), 0.9) for i in range(20)], vectors, vectors)


def test_a_run_of_doubtful_pairs_is_an_alarm_and_a_single_one_is_not() -> None:
    beads = [Bead((i,), (i,), 0.2 if i in {2, 5, 6, 7} else 0.99) for i in range(10)]

    assert alarms(beads) == [Alarm(5, 7)]


def test_every_character_is_paired_or_in_a_gap() -> None:
    source, target = ["Bread.", "Salt."], ["Хлеб."]
    beads = [Bead((0,), (0,), 0.9), Bead((1,), (), 0.9)]

    assert gaps(beads, {1: "опущено"}) == [Gap("source", 1, explained=True)]
    assert coverage(source, target, beads).unexplained == len("Salt.")
    assert coverage(source, target, beads, {1: "опущено"}).share == 1.0
    assert coverage(source, target, beads[:1]).missing == len("Salt.")
