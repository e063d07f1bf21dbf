"""How our server differs from waitress as it comes: two gaps, closed by subclasses.

An answer that waitress itself makes (a request it cannot parse, a head that is too long) gets the
headers that all our answers carry; and a 304, which has no body and so no length, does not end the
connection (RFC 9112, 6.3), which would cost a returning reader a new one for each file.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from waitress.channel import HTTPChannel
from waitress.task import ErrorTask, WSGITask


class PageTask(WSGITask):  # type: ignore[misc]  # waitress has no types
    """Answers with a page, or with 304 on a connection that stays open."""

    def set_close_on_finish(self) -> None:
        """Close the connection behind this answer, if there is a reason to."""
        asked = self.request.headers.get("CONNECTION", "").lower()
        if not self.has_body and self.version == "1.1" and asked != "close":
            return
        super().set_close_on_finish()


def channel_class(headers: Sequence[tuple[str, str]]) -> type[Any]:
    """Return the channel for a server whose own errors carry `headers`."""

    class RefusalTask(ErrorTask):  # type: ignore[misc]  # waitress has no types
        """Answers what cannot be parsed."""

        def execute(self) -> None:
            """Refuse, with our headers."""
            self.response_headers.extend(headers)
            super().execute()

    class Channel(HTTPChannel):  # type: ignore[misc]  # waitress has no types
        """A connection to one client."""

        task_class = PageTask
        error_task_class = RefusalTask

    return Channel
