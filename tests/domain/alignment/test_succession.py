"""Passages carried over when texts change; segments are short words, pairs stand one to one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from hypothesis import given
from hypothesis import strategies as st
from reader.domain.alignment.beads import Bead
from reader.domain.alignment.succession import Side, Standing, Succession, succeed

Pair = tuple[str, str]


def side(segments: Sequence[str]) -> Side:
    return Side(tuple(segments), tuple(segments))


def in_turn(source: range, target: range) -> list[Bead]:
    """Pair first with first, and so on: an aligner that is easy to follow."""
    return [
        Bead(
            () if a is None else (a - source.start,),
            () if b is None else (b - target.start,),
            0.5,
        )
        for a, b in zip_longest(source, target)
    ]


def standing(pairs: Sequence[Pair], *, pinned: Sequence[int] = ()) -> list[Standing]:
    """Number the pairs 1, 2, 3 …; an empty word is no segment."""
    found, at = [], [0, 0]
    for number, pair in enumerate(pairs, 1):
        held = []
        for place, word in enumerate(pair):
            held.append((at[place],) if word else ())
            at[place] += bool(word)
        found.append(Standing(number, held[0], held[1], pinned=number in pinned))
    return found


def sides(pairs: Sequence[Pair]) -> tuple[Side, Side]:
    return side([en for en, _ in pairs if en]), side([ru for _, ru in pairs if ru])


def carry(old: Sequence[Pair], new: Sequence[Pair], *, pinned: Sequence[int] = ()) -> Succession:
    return succeed(standing(old, pinned=pinned), sides(old), sides(new), in_turn)


def ids(found: Succession) -> list[int | None]:
    return [heir.id for heir in found.heirs]


A, B, C, D = (
    ("Bread ran out.", "Хлеб кончился."),
    ("They waited still.", "Они всё ещё ждали."),
    ("The congress met in March.", "В марте собрался съезд."),
    ("Nobody came.", "Никто не пришёл."),
)
NEW = ("Peace came at last.", "Наконец настал мир.")


def test_unchanged_texts_keep_every_passage_as_it_was():
    found = carry([A, B, C], [A, B, C])

    assert ids(found) == [1, 2, 3]
    assert all(heir.kept and not heir.changed for heir in found.heirs)
    assert found.retired == {}


def test_a_changed_sentence_keeps_its_passage_and_leaves_the_others_alone():
    found = carry([A, B, C], [A, (B[0], "Они всё ещё ждали хлеба."), C])

    assert ids(found) == [1, 2, 3]
    assert [heir.changed for heir in found.heirs] == [False, True, False]
    assert [heir.kept for heir in found.heirs] == [True, False, True]


def test_a_sentence_changed_on_both_sides_keeps_its_passage_while_it_is_alike():
    found = carry([A, B, C], [A, ("They still waited.", "Всё ещё ждали."), C])

    assert ids(found) == [1, 2, 3]


def test_an_inserted_pair_is_new_and_changes_nothing_else():
    found = carry([A, B, C], [A, NEW, B, C])

    assert ids(found) == [1, None, 2, 3]
    assert [heir.changed for heir in found.heirs] == [False, True, False, False]


def test_pairs_inserted_at_both_ends_are_new():
    found = carry([A, B], [NEW, A, B, D])

    assert ids(found) == [None, 1, 2, None]


def test_a_removed_passage_leads_to_the_one_before_it():
    found = carry([A, B, C], [A, C])

    assert ids(found) == [1, 3]
    assert found.retired == {2: 0}


def test_the_first_passage_removed_leads_to_the_new_first():
    found = carry([A, B, C], [B, C])

    assert found.retired == {1: 0}


def test_the_last_passage_removed_leads_to_the_new_last():
    found = carry([A, B, C], [A, B])

    assert found.retired == {3: 1}


def test_when_nothing_is_left_nobody_is_led_anywhere():
    found = carry([A, B], [])

    assert found.heirs == ()
    assert found.retired == {1: None, 2: None}


def test_a_new_document_has_only_new_passages():
    found = carry([], [A, B])

    assert ids(found) == [None, None]
    assert [heir.bead.shape for heir in found.heirs] == [(1, 1), (1, 1)]


def test_two_segments_of_a_side_joined_into_one_keep_one_passage_and_retire_the_other():
    old = [A, B]
    new = (side([A[0] + " " + B[0]]), side([A[1], B[1]]))
    found = succeed(
        standing(old), sides(old), new, lambda _source, _target: [Bead((0,), (0, 1), 0.9)]
    )

    assert len(found.heirs) == 1
    assert found.heirs[0].id in {1, 2}
    assert set(found.retired.values()) == {0}


def test_a_side_that_goes_leaves_the_passages_with_one_side():
    found = succeed(standing([A, B]), sides([A, B]), (sides([A, B])[0], side([])), in_turn)

    assert ids(found) == [1, 2]
    assert [heir.bead.shape for heir in found.heirs] == [(1, 0), (1, 0)]
    assert all(heir.changed for heir in found.heirs)


def test_a_side_that_comes_joins_the_passages_that_waited():
    found = carry([(A[0], ""), (B[0], "")], [A, B])

    assert ids(found) == [1, 2]
    assert [heir.bead.shape for heir in found.heirs] == [(1, 1), (1, 1)]


def test_a_passage_without_a_counterpart_stays_while_nothing_came_beside_it():
    found = carry([A, ("Only here.", ""), B], [A, ("Only here.", ""), B])

    assert ids(found) == [1, 2, 3]
    assert all(heir.kept for heir in found.heirs)


def test_a_passage_without_a_counterpart_may_find_one():
    found = carry([A, ("Only here.", ""), B], [A, ("Only here.", "Только тут."), B])

    assert ids(found) == [1, 2, 3]
    assert found.heirs[1].bead.shape == (1, 1)


def test_a_pinned_gap_stands_even_when_something_comes_beside_it():
    old = [A, ("Only here.", ""), B]
    found = carry(old, [A, ("Only here.", "Только тут."), B], pinned=[2])
    kept = {heir.id: heir.bead.shape for heir in found.heirs}

    assert kept[2] == (1, 0)


def test_swapped_paragraphs_keep_at_least_the_passages_that_stayed_in_order():
    found = carry([A, B, C, D], [C, D, A, B])

    assert len({one for one in ids(found) if one}) >= 2
    assert {one for one in ids(found) if one} | set(found.retired) == {1, 2, 3, 4}


def test_sentences_that_are_all_alike_keep_their_order():
    same = ("No.", "Нет.")
    found = carry([same] * 5, [same] * 4)

    assert len(found.heirs) == 4
    assert ids(found) == sorted(one for one in ids(found) if one)
    assert len(found.retired) == 1


words = st.sampled_from(["bread", "хлеб", "ещё", "peace", "мир", "съезд — 1921", "«да»", "No."])
pairs = st.lists(st.tuples(words | st.just(""), words | st.just("")).filter(any), max_size=9)


@given(pairs, pairs)
def test_every_segment_stands_in_exactly_one_heir_and_every_passage_is_accounted_for(
    old: list[Pair], new: list[Pair]
):
    found = carry(old, new)
    kept = [one for one in ids(found) if one is not None]

    for place, now in enumerate(sides(new)):
        held = [
            index for heir in found.heirs for index in (heir.bead.source, heir.bead.target)[place]
        ]
        assert sorted(held) == list(range(len(now.keys)))
        assert held == sorted(held), "in order"
    assert len(kept) == len(set(kept))
    assert set(kept) | set(found.retired) == set(range(1, len(old) + 1))
    assert not set(kept) & set(found.retired)
    for heir in found.retired.values():
        assert heir is None if not found.heirs else heir in range(len(found.heirs))


@given(pairs)
def test_nothing_changed_means_that_nothing_changes(old: list[Pair]):
    found = carry(old, old)

    assert ids(found) == list(range(1, len(old) + 1))
    assert all(heir.kept for heir in found.heirs)


@given(pairs, st.data())
def test_passages_before_and_after_one_edit_are_untouched(old: list[Pair], data: st.DataObject):
    """Distinct words, so that it is clear which segment is which."""
    numbered = [(en and f"{en} {n}", ru and f"{ru} {n}") for n, (en, ru) in enumerate(old)]
    if not numbered:
        return
    place = data.draw(st.integers(0, len(numbered) - 1))
    new = list(numbered)
    new[place] = (new[place][0] and "changed", new[place][1])
    found = carry(numbered, new)
    kept = {heir.id for heir in found.heirs if heir.kept}
    paired = {n for n, (en, ru) in enumerate(numbered, 1) if en and ru}

    assert kept >= paired - {place + 1}
