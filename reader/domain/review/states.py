"""The states of a passage, and what publishing a changed file does to them."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """How far a passage has come: unaligned, aligned, draft, in review, approved; or needs work."""

    UNALIGNED = "unaligned"
    ALIGNED = "aligned"
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    NEEDS_WORK = "needs_work"


def after_republishing(state: State, *, paired: bool) -> State:
    """Return the state of a passage whose text in the files has changed.

    What a person has worked on goes back to work, with both texts; what nobody touched is simply
    aligned anew.
    """
    if state in {State.UNALIGNED, State.ALIGNED}:
        return State.ALIGNED if paired else State.UNALIGNED
    return State.NEEDS_WORK
