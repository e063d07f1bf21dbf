"""Read numbers and dates as values, in either language's conventions.

    1,500 men      = 1500 человек = 1 500 человек = 1,5 тыс. человек
    1.5 per cent   = 1,5 процента
    the 20th century = the twentieth century = XX век
    7 November 1917 = November 7, 1917 = 7 ноября 1917 г. = 07.11.1917

Does not convert calendars or units. Words below three (one, второй) are left alone: they are mostly
pronouns, articles and adverbs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from reader.domain.language import numerals
from reader.domain.language.languages import Language

GAP = "[ \u00a0\u202f\u2009]"
DASH = "[-–—]"
FIGURES = {
    Language.ENGLISH: re.compile(r"(?<![\w.,])\d+(?:,\d{3})*(?:\.\d+)?(?!\d)"),
    Language.RUSSIAN: re.compile(rf"(?<![\w.,])\d+(?:(?<=\d){GAP}\d{{3}}(?!\d))*(?:,\d+)?(?!\d)"),
}
# 1920–24: the second year is written short.
SHORT_YEAR = re.compile(rf"\b(1[5-9]|20)(\d\d){DASH}(\d\d)(?![\d])")
SCALE = {
    Language.ENGLISH: re.compile(rf"{GAP}*[-]?(thousand|million|billion|trillion|m|bn)\b"),
    Language.RUSSIAN: re.compile(
        rf"{GAP}*(тыс(?=\b|\.)|тысяч\w*|млн|миллион\w*|млрд|миллиард\w*|трлн|триллион\w*)"
    ),
}
PERCENT = re.compile(rf"{GAP}*(?:%|per{GAP}*cent\b|percent\b|процент\w*)", re.IGNORECASE)
ROMAN = re.compile(r"(?<!\w)(?=[IVXLCМХI])[IVXLCDМХMІ]+(?!\w)")
CENTURY = {
    Language.ENGLISH: re.compile(
        rf"\b(\d+)(?:st|nd|rd|th){GAP}(?:centur(?:y|ies)|c\.)|\b([a-z-]+){GAP}centur(?:y|ies)",
        re.IGNORECASE,
    ),
    Language.RUSSIAN: re.compile(
        rf"(?<!\w)([IVXХ]+)(?:{DASH}([IVXХ]+))?(?:-[а-я]{{1,3}})?{GAP}*(?:век\w*|вв?\.|столети\w*)"
        rf"|\b([а-яё]+){GAP}(?:век|столети)\w*",
        re.IGNORECASE,
    ),
}


class NumberKind(StrEnum):
    """What a number counts, as far as it shows."""

    NUMBER = "number"
    PERCENT = "percent"
    CENTURY = "century"


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: the characters from `start` to `end`, and what they are worth."""

    start: int
    end: int
    value: Decimal
    kind: NumberKind = NumberKind.NUMBER


@dataclass(frozen=True, slots=True)
class Date:
    """A day named in a text; `year` is None where it is left out."""

    start: int
    end: int
    day: int
    month: int
    year: int | None


def numbers(text: str, language: Language) -> list[Number]:
    """Return the numbers of a text in order, dates' parts included; none overlaps another."""
    found: list[Number] = []
    for candidates in (
        _centuries(text, language),
        _short_years(text),
        _figures(text, language),
        _words(text, language),
    ):
        found += [one for one in candidates if not any(_overlap(one, other) for other in found)]
    return sorted(found, key=lambda one: one.start)


def dates(text: str, language: Language) -> list[Date]:
    """Return the days that a text names, in order: day and month, with or without the year."""
    found = []
    for pattern in numerals.DATES[language]:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            month = numerals.month(parts["month"])
            day = int(parts["day"])
            if month and 1 <= day <= 31:
                year = int(parts["year"]) if parts["year"] else None
                found.append(Date(match.start(), match.end(), day, month, year))
    found.sort(key=lambda date: (date.start, -date.end))
    kept: list[Date] = []
    for date in found:
        if not kept or date.start >= kept[-1].end:
            kept.append(date)
    return kept


def _overlap(one: Number, other: Number) -> bool:
    return one.start < other.end and other.start < one.end


def _centuries(text: str, language: Language) -> list[Number]:
    found = []
    for match in CENTURY[language].finditer(text):
        for group, raw in enumerate(match.groups(), 1):
            value = _ordinal(raw, language) if raw else None
            if value:
                span = match.span(group)
                found.append(Number(*span, Decimal(value), NumberKind.CENTURY))
    return found


def _ordinal(raw: str, language: Language) -> int | None:
    if raw.isdigit():
        return int(raw)
    return numerals.roman(raw) or numerals.ordinal(raw, language)


def _short_years(text: str) -> list[Number]:
    found = []
    for match in SHORT_YEAR.finditer(text):
        first, second = int(match[1] + match[2]), int(match[1] + match[3])
        if second > first:
            found.append(Number(match.start(1), match.end(2), Decimal(first)))
            found.append(Number(*match.span(3), Decimal(second)))
    return found


def _figures(text: str, language: Language) -> list[Number]:
    return [
        _scaled(text, match.start(), match.end(), _figure(match[0], language), language)
        for match in FIGURES[language].finditer(text)
    ]


def _figure(raw: str, language: Language) -> Decimal:
    if language is Language.ENGLISH:
        return Decimal(raw.replace(",", ""))
    return Decimal(re.sub(GAP, "", raw).replace(",", "."))


def _scaled(text: str, start: int, end: int, value: Decimal, language: Language) -> Number:
    """Read a following «тыс.» or "million" into the value, and see a per cent."""
    if scale := SCALE[language].match(text, end):
        value *= numerals.scale(scale[1])
        end = scale.end()
    if PERCENT.match(text, end):
        return Number(start, end, value, NumberKind.PERCENT)
    return Number(start, end, value)


def _words(text: str, language: Language) -> list[Number]:
    """Read runs of number words: "twenty-five thousand", «двадцати пяти тысяч»."""
    found = []
    for run in numerals.RUNS[language].finditer(text):
        value = numerals.cardinal(run[0], language)
        if value >= numerals.LEAST_WORD:
            kind = NumberKind.PERCENT if PERCENT.match(text, run.end()) else NumberKind.NUMBER
            found.append(Number(run.start(), run.end(), Decimal(value), kind))
    return found
