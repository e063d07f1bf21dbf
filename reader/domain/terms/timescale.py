"""Where the events of a timeline lie on a line: years in proportion, crowded years wider."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.domain.terms.entries import Event

WIDTH = 1000.0
MARGIN = 30.0
LANES = 6  # events of one neighbourhood are stacked over each other
NEAR = 13.0  # nearer than this, two marks would touch
EMPTY_YEAR = 1.0  # the share of a year without events
EVENT_SHARE = 0.35  # what each event adds to its year's share


@dataclass(frozen=True, slots=True)
class Mark:
    """An event's place: `x` along the line, `lane` above it, from 0."""

    event: Event
    x: float
    lane: int


@dataclass(frozen=True, slots=True)
class Year:
    """A year's stretch of the line."""

    year: int
    start: float
    end: float

    @property
    def middle(self) -> float:
        """The place for the year's number."""
        return (self.start + self.end) / 2


@dataclass(frozen=True, slots=True)
class Timescale:
    """A timeline ready to be drawn in a box `WIDTH` wide."""

    years: tuple[Year, ...]
    marks: tuple[Mark, ...]
    lanes: int


def scale(events: Sequence[Event]) -> Timescale:
    """Lay out events, which must be in order; there must be at least one."""
    of_year: dict[int, int] = {}
    for event in events:
        of_year[int(event.date[:4])] = of_year.get(int(event.date[:4]), 0) + 1
    span = range(min(of_year), max(of_year) + 1)
    shares = [EMPTY_YEAR + EVENT_SHARE * of_year.get(year, 0) for year in span]
    unit = (WIDTH - 2 * MARGIN) / sum(shares)
    years, start = [], MARGIN
    for year, share in zip(span, shares, strict=True):
        years.append(Year(year, start, start + share * unit))
        start += share * unit
    marks: list[Mark] = []
    ends = [-NEAR] * LANES
    for event in events:
        x = _place(event.date, years)
        free = [lane for lane, end in enumerate(ends) if x - end >= NEAR]
        lane = free[0] if free else min(range(LANES), key=ends.__getitem__)
        ends[lane] = x
        marks.append(Mark(event, round(x, 1), lane))
    return Timescale(tuple(years), tuple(marks), 1 + max(mark.lane for mark in marks))


def _place(date: str, years: Sequence[Year]) -> float:
    """Return where a date lies; a year or month without a day lies in its middle."""
    parts = [int(part) for part in date.split("-")]
    month = parts[1] - 1 if len(parts) > 1 else 5.5
    day = (parts[2] - 1) / 31 if len(parts) > 2 else 0.5
    year = years[parts[0] - years[0].year]
    return year.start + (year.end - year.start) * (month + day) / 12
