"""What can go wrong, as types without prose: the skins word them in the user's language.

Does not word anything: see `reader.messages`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


class RazvorotError(Exception):
    """The base of every failure that is told to a person rather than to a programmer."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a file a person wrote.

    `file` is the path as the person knows it, `line` counts from 1 (0: the file as a whole),
    `kind` names the sentence in `reader.messages`, `values` fill its gaps.
    """

    file: str
    line: int
    kind: str
    values: Mapping[str, str] = field(default_factory=dict)


class BadInput(RazvorotError):
    """Input that was refused whole; `problems` says where and why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{p.file}:{p.line}: {p.kind}" for p in problems))
        self.problems = problems
