"""One suite for the real encoder and its null twin; the cache encodes only what is new."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from reader.domain.alignment.encoder import Encoder
from reader.engines.encoder import NullEncoder, SentenceEncoder
from reader.engines.encoder_machine import Machine

TEXTS = ["Хлеба нет.", "There is no bread.", "", "Делегаты собрались в Москве."]


@pytest.fixture(scope="module")
def real() -> SentenceEncoder:
    return SentenceEncoder(threads=1)


@pytest.fixture(params=["real", "null"])
def encoder(request: pytest.FixtureRequest, real: SentenceEncoder) -> Encoder:
    return real if request.param == "real" else NullEncoder()


def test_there_is_a_row_for_each_text(encoder: Encoder) -> None:
    assert encoder.encode(TEXTS).shape == (4, encoder.size)
    assert encoder.encode([]).shape == (0, encoder.size)


def test_runs_have_a_row_for_each_run(encoder: Encoder) -> None:
    assert [run.shape[0] for run in encoder.encode_runs(TEXTS, 4)] == [4, 3, 2, 1]
    assert [run.shape[0] for run in encoder.encode_runs(TEXTS[:1], 4)] == [1, 0, 0, 0]


def test_the_same_meaning_is_near_in_the_other_language(real: SentenceEncoder) -> None:
    russian, english, empty, other = real.encode(TEXTS)

    assert russian @ english > russian @ other + 0.2
    assert not empty.any()


def test_the_halves_of_the_network_together_are_the_network(real: SentenceEncoder) -> None:
    whole = Machine(1)._backend.encode(TEXTS[:2])

    assert np.allclose((whole * real.encode(TEXTS[:2])).sum(axis=1), 1, atol=1e-4)


def test_a_run_is_nearly_the_joined_text(real: SentenceEncoder) -> None:
    some = ["The harvest failed.", "Thousands left their villages for the towns.", "Few came back."]

    joined = real.encode([" ".join(some)])[0]

    assert real.encode_runs(some, 3)[2][0] @ joined > 0.97


def test_a_changed_text_is_the_only_one_encoded_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    SentenceEncoder(threads=1, cache=tmp_path).encode(TEXTS)
    asked: list[str] = []
    pool = Machine.pool

    def spy(self: Machine, texts: list[str]) -> object:
        asked.extend(texts)
        return pool(self, texts)

    later = SentenceEncoder(threads=1, cache=tmp_path)
    later._load()
    monkeypatch.setattr(Machine, "pool", spy)
    later.encode([*TEXTS, "Соли тоже нет."])

    assert asked == ["Соли тоже нет."]
