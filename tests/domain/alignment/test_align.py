"""Every segment is in exactly one bead, in order; shared blocks stay together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from reader.domain.alignment.align import AlignableBlock, align, align_segments, realign
from reader.domain.alignment.beads import flaws, in_order
from reader.domain.alignment.encoder import Vectors

EN = ["Bread ran out in 1921.", "They waited.", "The factory committee met at night."]
RU = ["Хлеб кончился в 1921 году.", "Ждали.", "Фабричный комитет собрался ночью."]
TEXTS = st.lists(
    st.sampled_from([*EN, *RU, "", " ", "…", "1921", "Ленин и Троцкий спорили.", "[^1]"]),
    max_size=9,
)
BLOCKS = st.lists(
    st.builds(
        AlignableBlock,
        st.sampled_from(["heading1", "heading2", "paragraph", "item", "row", "note"]),
        st.sampled_from([None, "1", "2"]),
        TEXTS.map(tuple),
    ),
    max_size=6,
)


class Numbered:
    """An encoder for tests: a text's vector is told by the letters before its colon."""

    name = "numbered"
    size = 64

    def encode(self, texts: Sequence[str]) -> Vectors:
        found = np.zeros((len(texts), self.size), dtype=np.float32)
        for row, text in enumerate(texts):
            for part in text.split("|"):
                place = sum(map(ord, part.split(":")[0].strip())) % self.size
                found[row, place] += 1.0
        unit: Vectors = found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)
        return unit

    def encode_runs(self, texts: Sequence[str], reach: int) -> list[Vectors]:
        return [
            self.encode(["|".join(texts[at : at + k + 1]) for at in range(len(texts) - k)])
            for k in range(reach)
        ]


def lines(keys: str, words: str) -> list[str]:
    return [f"{key}: {words} {key * 9}." for key in keys]


def test_equal_texts_pair_one_to_one() -> None:
    beads = align_segments([EN], [RU])

    assert [bead.shape for bead in beads] == [(1, 1)] * 3


def test_a_missing_sentence_has_no_counterpart_and_the_rest_stays_in_step() -> None:
    some, others = (
        lines("abcdefghijklmnopqrstuvwx", "bread"),
        lines("abcdeghijklmnopqrstuvwx", "хлеб"),
    )

    beads = align_segments([some], [others], encoder=Numbered())

    assert [bead.source for bead in beads if not bead.target] == [(5,)]
    assert beads[-1].source == (23,)
    assert beads[-1].target == (22,)


def test_a_missing_chapter_is_left_alone_as_a_whole() -> None:
    keys = [chr(0x61 + k) for k in range(40)]
    some = [line for key in keys for line in lines(key, "bread")]
    others = [line for key in keys[:10] + keys[25:] for line in lines(key, "хлеб")]

    beads = align_segments([some], [others], encoder=Numbered())

    assert [bead.source[0] for bead in beads if not bead.target] == list(range(10, 25))


def test_a_sentence_cut_in_two_is_one_bead() -> None:
    some = ["a: one|b: two", *lines("cdefgh", "bread")]
    others = ["a: один", "b: два", *lines("cdefgh", "хлеб")]

    assert align_segments([some], [others], encoder=Numbered())[0].shape == (1, 2)


def test_blocks_that_both_sides_share_are_paired_first() -> None:
    source = [
        AlignableBlock("heading1", None, ("Hunger",)),
        AlignableBlock("paragraph", None, tuple(EN)),
        AlignableBlock("note", "1", ("A note.", "Its end.")),
    ]
    target = [
        AlignableBlock("heading1", None, ("Голод",)),
        AlignableBlock("paragraph", None, tuple(RU)),
        AlignableBlock("note", "1", ("Сноска о хлебе и о том, что было потом.",)),
    ]

    beads = align(source, target)

    assert [bead.shape for bead in beads[:4]] == [(1, 1)] * 4
    assert {i for bead in beads[4:] for i in bead.source} == {4, 5}


def test_a_note_is_never_paired_with_a_note_of_another_mark() -> None:
    source = [AlignableBlock("note", mark, ("Ibid.",)) for mark in ("1", "2", "3")]
    target = [AlignableBlock("note", mark, ("Там же.",)) for mark in ("1", "3")]

    beads = align(source, target)

    assert [(b.source, b.target) for b in beads] == [((0,), (0,)), ((1,), ()), ((2,), (1,))]


@settings(max_examples=15, deadline=None)
@given(BLOCKS, BLOCKS, st.booleans())
def test_every_segment_of_any_blocks_is_in_one_bead_in_order(
    source: list[AlignableBlock], target: list[AlignableBlock], vectors: bool
) -> None:
    beads = align(source, target, encoder=Numbered() if vectors else None)

    sizes = [sum(len(block.segments) for block in side) for side in (source, target)]
    assert not flaws(beads, sizes[0], sizes[1])
    assert in_order(beads)
    assert all(0 <= bead.confidence <= 1 for bead in beads)


@settings(max_examples=10, deadline=None)
@given(TEXTS, TEXTS, st.sets(st.integers(0, 8)))
def test_realign_keeps_the_pinned_and_covers_everything(
    source: list[str], target: list[str], chosen: set[int]
) -> None:
    beads = align_segments([source], [target])
    pinned = [at for at in chosen if at < len(beads)]

    again = realign(source, target, beads, pinned=pinned)

    assert all(beads[at] in again for at in pinned)
    assert not flaws(again, len(source), len(target))
    assert in_order(again)
