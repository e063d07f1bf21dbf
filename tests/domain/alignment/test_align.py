from reader.domain.alignment.align import AlignableBlock, align, align_segments, realign
from reader.domain.alignment.beads import flaws, in_order

EN = ["Bread ran out in 1921.", "They waited.", "The factory committee met at night."]
RU = ["Хлеб кончился в 1921 году.", "Ждали.", "Фабричный комитет собрался ночью."]


def test_equal_texts_pair_one_to_one():
    beads = align_segments([EN], [RU])

    assert [bead.shape for bead in beads] == [(1, 1)] * 3


def test_blocks_of_one_kind_are_paired_first():
    source = [
        AlignableBlock("heading1", None, ("Hunger",)),
        AlignableBlock("paragraph", None, tuple(EN)),
    ]
    target = [
        AlignableBlock("heading1", None, ("Голод",)),
        AlignableBlock("paragraph", None, tuple(RU)),
    ]

    assert [bead.shape for bead in align(source, target)] == [(1, 1)] * 4


def test_realign_keeps_the_pinned_and_covers_everything():
    beads = align_segments([EN], [RU])

    again = realign(EN, RU, beads, pinned=[1])

    assert again[1] == beads[1]
    assert not flaws(again, 3, 3)
    assert in_order(again)
