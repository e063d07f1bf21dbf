"""Builders of small content folders: bilingual, with ё, « », dashes, notes and a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

FRONT = {
    "title": "Bread and peace",
    "summary": "What the workers asked for — and got.",
    "section": "texts",
    "order": "1",
    "date": "2026-11-24",
    "authors": '["The editors"]',
    "source": "Written for this test.",
    "rights": "CC BY-SA 4.0",
}
RUSSIAN = {
    "title": "Хлеб и мир",
    "summary": "Чего просили рабочие — и что получили.",
    "authors": '["Редакция"]',
    "source": "Написано для этой проверки.",
}
SITE = """\
[site]
name = { en = "Retreat", ru = "Отступление" }
tagline = { en = "A book", ru = "Книга" }
description = { en = "A site of a book.", ru = "Сайт книги." }
rights = { en = "CC BY-SA 4.0", ru = "CC BY-SA 4.0" }
front = "front"

[book]
title = { en = "Retreat", ru = "Отступление" }
subtitle = { en = "Workers", ru = "Рабочие" }
author = { en = "A. Author", ru = "А. Автор" }
language = "en"

[[edition]]
id = "first"
language = "en"
title = "Retreat"
publisher = { en = "Press", ru = "Издательство" }
place = { en = "London", ru = "Лондон" }
year = 2008

[[section]]
id = "texts"
title = { en = "Texts", ru = "Тексты" }
"""
TERMS = """\
id\ten\tru\ten_variants\tru_variants\ten_forbidden\tru_forbidden\tdomain\tdefinition_en\tdefinition_ru\tnote_en\tnote_ru
soviet\tsoviet\tсовет\t\t\tcouncil\t\tinstitutions\tan elected council\tвыборный орган\t\t
"""
NAMES = """\
id\tkind\ten\tru\ten_variants\tru_variants\tborn\tdied\tnote_en\tnote_ru
lenin\tperson\tVladimir Lenin\tЛенин Владимир Ильич\tLenin\tЛенин\t1870\t1924\tleader\tглава
"""
TIMELINE = """\
id\tdate\tdate_en\tdate_ru\tevent_en\tevent_ru\tdocument
congress\t1921-03\tMarch 1921\tмарт 1921 года\tThe congress meets.\tСобирается съезд.\tbread
"""

EN = """\
# Bread and peace

In the winter of 1920 there was no bread. The workers — all of them — waited. Yet “the third” came.

The congress met in March.[^1] It voted for a tax in kind.

- equal rations
- free elections

> They said: “We have waited enough.”

| Year | People |
|------|-------:|
| 1917 | 1,854 |
| 1920 | 1,028 |

[^1]: The tenth congress, 8–16 March 1921.
"""
RU = """\
# Хлеб и мир

Зимой 1920 года хлеба не было. Рабочие — все до одного — ждали. Но пришёл ещё и «третий».

В марте собрался съезд.[^1] Он проголосовал за натуральный налог.

- уравнение пайков
- свободные выборы

> Они сказали: «Мы достаточно ждали».

| Год  | Жителей |
|------|--------:|
| 1917 | 1854 |
| 1920 | 1028 |

[^1]: X съезд, 8–16 марта 1921 года.
"""


def make_front(language: str = "en", /, **fields: str | None) -> str:
    """Return front matter in one language; a field given as None is left out."""
    base: dict[str, str | None] = {**FRONT, **(RUSSIAN if language == "ru" else {}), **fields}
    lines = [f"{name}: {value}" for name, value in base.items() if value is not None]
    return "\n".join(["---", *lines, "---", ""]) + "\n"


def make_document(text: str, language: str = "en", /, **fields: str | None) -> str:
    """Return a whole file: front matter and text."""
    return make_front(language, **fields) + text


@dataclass
class Folder:
    """A content folder that tests write and change."""

    path: Path
    fields: dict[str, Mapping[str, str | None]] = field(default_factory=dict)

    def write(
        self, slug: str, en: str | None = None, ru: str | None = None, **fields: str | None
    ) -> None:
        """Write a document's sides; None leaves that side as it is."""
        for language, text in (("en", en), ("ru", ru)):
            if text is not None:
                whole = make_document(text, language, **fields)
                self.file(slug, language).write_text(whole, encoding="utf-8")

    def file(self, slug: str, language: str) -> Path:
        """Return the path of a document's side."""
        return self.path / f"{slug}.{language}.md"

    def edit(self, slug: str, language: str, before: str, after: str) -> None:
        """Change words of one side; they must be there exactly once."""
        file = self.file(slug, language)
        text = file.read_text(encoding="utf-8")
        assert text.count(before) == 1, (before, text.count(before))
        file.write_text(text.replace(before, after), encoding="utf-8")

    def remove(self, slug: str, languages: Sequence[str] = ("en", "ru")) -> dict[Path, str]:
        """Delete a document's files; return them, so that they can come back."""
        taken = {}
        for language in languages:
            file = self.file(slug, language)
            taken[file] = file.read_text(encoding="utf-8")
            file.unlink()
        return taken


def make_folder(path: Path) -> Folder:
    """Write a folder with a front page, one full document, and the three tables."""
    path.mkdir(parents=True, exist_ok=True)
    for name, text in (
        ("site.toml", SITE),
        ("terms.tsv", TERMS),
        ("names.tsv", NAMES),
        ("timeline.tsv", TIMELINE),
    ):
        (path / name).write_text(text, encoding="utf-8")
    folder = Folder(path)
    folder.write("front", "Welcome, reader.\n", "Добро пожаловать, читатель.\n", order="0")
    folder.write("bread", EN, RU)
    return folder
