"""One passage: its permanent address, its citations, its files for reference managers."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from reader.domain.documents.citations import inner_quotes
from reader.domain.language.languages import Language
from reader.services.reading import Shelf
from tests.support.content import Folder
from tests.support.databases import publish
from tests.web.conftest import Get, database_of, make_visitor
from tests.web.html import parse
from tests.web.pages import DOCUMENT

FIELD = re.compile(r"  (\w+) = \{(.*)\}(,?)$")


def read_bibtex(source: str) -> dict[str, dict[str, str]]:
    """Return the entries of a BibTeX file by their keys; fails on anything malformed."""
    entries: dict[str, dict[str, str]] = {}
    for raw in source.strip().split("\n\n"):
        first, *lines, last = raw.split("\n")
        head = re.fullmatch(r"@online\{([\w-]+),", first)
        assert head, first
        assert last == "}"
        fields = [FIELD.fullmatch(line) for line in lines]
        assert all(fields), lines
        assert [bool(one[3]) for one in fields if one] == [True] * (len(lines) - 1) + [False]
        for one in fields:
            assert one
            assert one[2].count("{") == one[2].count("}")
            assert (
                not re.search(r"(?<!\\)[&%$#_]", one[2].replace("https://", "")) or one[1] == "url"
            )
        entries[head[1]] = {one[1]: one[2].strip("{}") for one in fields if one}
    return entries


def read_ris(source: str) -> list[list[tuple[str, str]]]:
    """Return the records of an RIS file; fails on anything malformed."""
    assert "\n" not in source.replace("\r\n", "")
    records: list[list[tuple[str, str]]] = []
    for line in source.split("\r\n"):
        if not line:
            continue
        tag, mark, value = line[:2], line[2:6], line[6:]
        assert re.fullmatch("[A-Z][A-Z0-9]", tag), line
        assert mark == "  - "
        if tag == "TY":
            records.append([])
        records[-1].append((tag, value))
    assert all(one[0][0] == "TY" and one[-1][0] == "ER" for one in records)
    return records


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_permanent_address_leads_to_the_place(
    visitor: FlaskClient, passage: str, language: str
):
    answer = visitor.get(f"/{language}/p/{passage}")

    assert answer.status_code == 302
    target = answer.headers["Location"]
    assert target == f"/{language}/read/{DOCUMENT}?p={passage}#p-{passage}"
    assert f'id="p-{passage}"' in visitor.get(target).text


def test_a_merged_passage_leads_to_the_one_that_took_its_place(folder_app: Flask, content: Folder):
    visitor = make_visitor(folder_app)
    before = parse(visitor.get("/en/read/bread").text).all("div", class_="pair")
    ids = {one["data-passage"] for one in before}
    content.edit("bread", "en", "March.[^1] It voted", "March[^1] and it voted")
    content.edit("bread", "ru", "съезд.[^1] Он проголосовал", "съезд[^1], и он проголосовал")
    publish(database_of(folder_app), content.path)
    standing = {
        one["data-passage"]
        for one in parse(visitor.get("/en/read/bread").text).all("div", class_="pair")
    }

    (lost,) = ids - standing
    answer = visitor.get(f"/ru/p/{lost}")

    assert answer.status_code == 302
    heir = answer.headers["Location"].partition("#p-")[2]
    assert heir in standing
    cited = visitor.get(f"/ru/p/{lost}/cite")
    assert cited.status_code == 200
    assert f"/ru/p/{heir}<" in cited.text
    assert visitor.get(f"/ru/p/{lost}.bib").status_code == 200


@pytest.mark.parametrize("language", ["en", "ru"])
def test_citations_stand_in_both_styles_and_both_languages(
    get: Get, site_shelf: Shelf, passage: str, language: str
):
    page = get(f"/{language}/p/{passage}/cite")
    today = dt.datetime.now(dt.UTC).date()
    document = site_shelf.document(DOCUMENT)
    assert document is not None
    number = page.one("h1").text.split()[-1]

    every = [one.text.replace("\u00a0", " ") for one in page.all("p", class_="copy")]
    english, russian = (document.texts[one] for one in (Language.ENGLISH, Language.RUSSIAN))
    address = "http://localhost/{}/p/" + passage
    months = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
    day_ru = f"{today.day} {months.split()[today.month - 1]} {today.year} г."
    assert every[0] == address.format(language)
    gost_ru = (
        f"{', '.join(russian.authors)}. {russian.title} [Электронный ресурс] // Русская революция в"
        f" отступлении. 2026. Фрагмент {number}. URL: {address.format('ru')}"
        f" (дата обращения: {today:%d.%m.%Y})."
    )
    gost_en = (
        f"{', '.join(english.authors)}. {english.title} [Electronic resource] // The Russian"
        f" Revolution in Retreat. 2026. Passage {number}. URL: {address.format('en')}"
        f" (accessed: {today:%d.%m.%Y})."
    )
    chicago_en = (
        f"{english.authors[0]}, “{english.title},” The Russian Revolution in Retreat, November 24,"
        f" 2026, passage {number}, accessed {today:%B} {today.day}, {today.year},"
        f" {address.format('en')}."
    )
    chicago_ru = (
        f"{russian.authors[0]}. «{inner_quotes(russian.title)}» // Русская революция в"
        f" отступлении, 24 ноября 2026 г., фрагмент {number}, дата обращения — {day_ru},"
        f" {address.format('ru')}."
    )
    golden = [gost_en, chicago_en, gost_ru, chicago_ru]
    if language == "ru":
        golden = [*golden[2:], *golden[:2]]
    assert every[1:] == [" ".join(one.replace("\u00a0", " ").split()) for one in golden]


def test_the_passage_is_shown_in_both_languages(get: Get, passage: str):
    page = get(f"/ru/p/{passage}/cite")

    sides = page.all("blockquote")
    assert [one["lang"] for one in sides] == ["ru", "en"]
    assert all(len(one.text) > 10 for one in sides)


def test_bibtex_reads(visitor: FlaskClient, passage: str):
    answer = visitor.get(f"/ru/p/{passage}.bib")

    assert answer.mimetype == "application/x-bibtex"
    assert f'filename="razvorot-{passage}.bib"' in answer.headers["Content-Disposition"]
    entries = read_bibtex(answer.get_data(as_text=True))
    assert list(entries) == [f"razvorot-{passage}-ru", f"razvorot-{passage}-en"]
    for key, entry in entries.items():
        language = key[-2:]
        assert entry["url"] == f"http://localhost/{language}/p/{passage}"
        assert entry["langid"] == {"en": "english", "ru": "russian"}[language]
        assert entry["date"] == "2026-11-24"
        assert dt.date.fromisoformat(entry["urldate"])
        assert {"author", "title", "organization", "note"} <= set(entry)


def test_ris_reads(visitor: FlaskClient, passage: str):
    answer = visitor.get(f"/en/p/{passage}.ris")

    assert answer.mimetype == "application/x-research-info-systems"
    records = [dict(one) for one in read_ris(answer.get_data(as_text=True))]
    assert [one["LA"] for one in records] == ["en", "ru"]
    for one in records:
        assert one["TY"] == "ELEC"
        assert one["UR"] == f"http://localhost/{one['LA']}/p/{passage}"
        assert {"AU", "TI", "T2", "PY", "DA", "SE", "Y2"} <= set(one)
