"""What one process remembers of the site, thrown away as soon as anything is published.

The site's revision is asked with each request (microseconds on SQLite); a process that sees a new one
reads the shelf again, so that every worker shows a change at once.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar

from flask import current_app, g

from reader import context
from reader.domain.terms.finder import Finder
from reader.services import reading
from reader.services.reading import Shelf

T = TypeVar("T")
EMPTY = Shelf(
    revision=0, site=None, documents=(), terms=(), names=(), events=(), finder=Finder((), ())
)
KEPT = 256  # rendered parts and laid-out documents; a few megabytes


class Memory:
    """The shelf at one revision, and things made from it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._shelf: Shelf | None = None
        self._made: OrderedDict[tuple[object, ...], object] = OrderedDict()

    def shelf(self, revision: int) -> Shelf:
        """Return the shelf of a revision, read anew if the one at hand is older."""
        found = self._shelf
        if found is not None and found.revision == revision:
            return found
        with context.reading() as session:
            found = reading.shelf(session)
        with self._lock:
            self._shelf = found
            self._made.clear()
        return found

    def last(self) -> Shelf | None:
        """Return the shelf at hand, however old."""
        return self._shelf

    def once(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """Return what was made for `key`, making it if needed; the least used is forgotten."""
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key]  # type: ignore[return-value]
        made = make()
        with self._lock:
            self._made[key] = made
            while len(self._made) > KEPT:
                self._made.popitem(last=False)
        return made


def memory() -> Memory:
    """Return this process's memory of the site."""
    found: Memory = current_app.extensions["shelves"]
    return found


def shelf() -> Shelf:
    """Return the site as it stands, the same for the whole of a request."""
    if "shelf" not in g:
        g.shelf = memory().shelf(context.revision())
    found: Shelf = g.shelf
    return found


def last_shelf() -> Shelf:
    """Return the site as this process saw it last, for a page that tells of a failure."""
    return memory().last() or EMPTY


def once(key: tuple[object, ...], make: Callable[[], T]) -> T:
    """Return what was made for `key` at this revision of the site."""
    return memory().once((shelf().revision, *key), make)
