"""How many threads the heavy machines may use on this computer now."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

BUSY = 0.8  # load average above which somebody else is at work
MOST = 2


def idle_threads() -> int:
    """Return 2 on an idle computer with two cores, otherwise 1.

    Two threads that wait for each other on a busy core are many times slower than one.
    """
    if (os.cpu_count() or 1) < MOST:
        return 1
    try:
        return MOST if os.getloadavg()[0] < BUSY else 1
    except OSError:
        return 1


@contextmanager
def limited(threads: int) -> Iterator[None]:
    """Let products of matrices use so many threads, and no more."""
    # Imported late: only those who compute pay for it.
    from threadpoolctl import threadpool_limits

    with threadpool_limits(limits=threads, user_api="blas"):
        yield
