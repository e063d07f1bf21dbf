import datetime as dt
import threading
from collections.abc import Iterable
from dataclasses import replace

import pytest
from reader.domain.errors import BadInput
from reader.services import publishing
from reader.services.content import Content, Files, read_content
from reader.services.republication import Change, write_change
from reader.store import terms as stored_terms
from reader.store.models import DocumentRow, SiteRow
from reader.store.session import Database
from sqlalchemy import select
from sqlalchemy.orm import Session
from tests.support.content import RU, Folder
from tests.support.databases import CONTENT, NOW, publish
from tests.support.rows import (
    Stored,
    approve,
    dump,
    flaws,
    operations,
    passages,
    redirect,
    sources,
)

LATER = NOW + dt.timedelta(days=1)


def by_words(stored: list[Stored], words: str) -> Stored:
    (found,) = [one for one in stored if words in one.en or words in one.ru]
    return found


def ids(stored: list[Stored]) -> list[str]:
    return [one.public_id for one in stored]


@pytest.fixture
def published(database: Database, content: Folder) -> list[Stored]:
    publish(database, content.path)
    return passages(database, "bread")


def refused(database: Database, content: Folder) -> list[tuple[str, int, str]]:
    """Publish, expecting a refusal that changes nothing; return file, line and kind."""
    before = dump(database)
    with pytest.raises(BadInput) as caught:
        publish(database, content.path)
    assert dump(database) == before
    return [(one.file, one.line, one.kind) for one in caught.value.problems]


def test_a_first_publication_pairs_every_segment(database: Database, published: list[Stored]):
    assert all(one.en and one.ru for one in published)
    assert {one.state for one in published} == {"aligned"}
    assert flaws(database) == []


def test_the_stored_segments_give_back_the_files(
    database: Database, content: Folder, published: list[Stored]
):
    assert sources(database, "bread") == {
        language: content.file("bread", language).read_text() for language in ("en", "ru")
    }


def test_publishing_again_writes_nothing(
    database: Database, content: Folder, published: list[Stored]
):
    before = dump(database)
    report = publish(database, content.path, at=LATER)

    assert not report.changed
    assert report.unchanged == 2
    assert dump(database) == before


def test_saving_a_file_anew_with_the_same_words_changes_no_passage(
    database: Database, content: Folder, published: list[Stored]
):
    file = content.file("bread", "ru")
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    publish(database, content.path, at=LATER)

    assert passages(database, "bread") == published


def test_one_changed_sentence_changes_one_passage(
    database: Database, content: Folder, published: list[Stored]
):
    content.edit("bread", "ru", "Рабочие — все до одного — ждали.", "Рабочие всё ждали и ждали.")
    report = publish(database, content.path, at=LATER)
    now = passages(database, "bread")

    assert ids(now) == ids(published)
    changed = [new for old, new in zip(published, now, strict=True) if old != new]
    assert [one.ru for one in changed] == ["Рабочие всё ждали и ждали."]
    assert changed[0].version == 2
    assert [(one.slug, one.changed, one.added, one.retired) for one in report.documents] == [
        ("bread", 1, 0, 0)
    ]
    assert flaws(database) == []


def test_a_change_of_the_title_alone_changes_no_passage(
    database: Database, content: Folder, published: list[Stored]
):
    content.write("bread", ru=RU, title="Хлеб и ещё мир")
    publish(database, content.path, at=LATER)

    assert passages(database, "bread") == published
    assert "Хлеб и ещё мир" in sources(database, "bread")["ru"]


def test_an_inserted_pair_makes_one_passage_and_moves_the_others(
    database: Database, content: Folder, published: list[Stored]
):
    content.edit("bread", "en", "- free elections", "- free elections\n- an end to arrests")
    content.edit("bread", "ru", "- свободные выборы", "- свободные выборы\n- конец арестам")
    publish(database, content.path, at=LATER)
    now = passages(database, "bread")

    added = [one for one in now if one.public_id not in ids(published)]
    assert [(one.en, one.ru, one.version) for one in added] == [
        ("an end to arrests", "конец арестам", 1)
    ]
    assert [one for one in now if one not in added] == published
    assert flaws(database) == []


def test_a_removed_pair_is_retired_and_leads_to_its_neighbour(
    database: Database, content: Folder, published: list[Stored]
):
    gone = by_words(published, "свободные выборы")
    content.edit("bread", "en", "- free elections\n", "")
    content.edit("bread", "ru", "- свободные выборы\n", "")
    publish(database, content.path, at=LATER)
    now = passages(database, "bread")

    assert gone.public_id not in ids(now)
    assert redirect(database, gone.public_id) in ids(now)
    kind, details = operations(database, gone.public_id)[-1]
    assert kind == "retire"
    assert details["before"] == ["free elections", "свободные выборы"]
    assert flaws(database) == []


def test_a_passage_that_comes_back_has_its_old_id(
    database: Database, content: Folder, published: list[Stored]
):
    content.edit("bread", "en", "- free elections\n", "")
    content.edit("bread", "ru", "- свободные выборы\n", "")
    publish(database, content.path, at=LATER)
    content.edit("bread", "en", "- equal rations\n", "- equal rations\n- free elections\n")
    content.edit("bread", "ru", "- уравнение пайков\n", "- уравнение пайков\n- свободные выборы\n")
    publish(database, content.path, at=LATER)

    assert ids(passages(database, "bread")) == ids(published)
    assert flaws(database) == []


def test_redirects_stay_one_step_however_often_neighbours_go(
    database: Database, content: Folder, published: list[Stored]
):
    for en, ru in (
        ("- free elections\n", "- свободные выборы\n"),
        ("- equal rations\n", "- уравнение пайков\n"),
        (" It voted for a tax in kind.", " Он проголосовал за натуральный налог."),
    ):
        content.edit("bread", "en", en, "")
        content.edit("bread", "ru", ru, "")
        publish(database, content.path, at=LATER)
        assert flaws(database) == []
    now = ids(passages(database, "bread"))

    for one in published:
        if one.public_id not in now:
            assert redirect(database, one.public_id) in now


def test_reordered_paragraphs_lose_no_passage(
    database: Database, content: Folder, published: list[Stored]
):
    content.edit(
        "bread", "en", "- equal rations\n- free elections\n", "- free elections\n- equal rations\n"
    )
    content.edit(
        "bread",
        "ru",
        "- уравнение пайков\n- свободные выборы\n",
        "- свободные выборы\n- уравнение пайков\n",
    )
    publish(database, content.path, at=LATER)
    now = passages(database, "bread")

    assert len(now) == len(published)
    assert len(set(ids(now)) & set(ids(published))) >= len(published) - 1
    assert flaws(database) == []


def test_a_document_whose_files_are_gone_is_retired_and_comes_back_with_its_ids(
    database: Database, content: Folder, published: list[Stored]
):
    timeline = content.path / "timeline.tsv"
    kept = timeline.read_text()
    timeline.write_text(kept.replace("\tbread\n", "\t\n"))
    taken = content.remove("bread")
    report = publish(database, content.path, at=LATER)

    assert report.retired == ("bread",)
    assert passages(database, "bread") == []
    assert flaws(database) == []
    for file, text in taken.items():
        file.write_text(text)
    publish(database, content.path, at=LATER)

    assert ids(passages(database, "bread")) == ids(published)
    assert [one.state for one in passages(database, "bread")] == [one.state for one in published]
    assert flaws(database) == []


def test_an_approved_passage_of_a_document_that_comes_back_is_approved_still(
    database: Database, content: Folder, published: list[Stored]
):
    chosen = by_words(published, "В марте собрался съезд.")
    approve(database, chosen.public_id)
    (content.path / "timeline.tsv").unlink()
    taken = content.remove("bread")
    publish(database, content.path, at=LATER)
    for file, text in taken.items():
        file.write_text(text)
    publish(database, content.path, at=LATER)

    assert by_words(passages(database, "bread"), "В марте").state == "approved"


def test_a_document_in_one_language_is_published_unaligned(database: Database, content: Folder):
    content.write("only", ru="Хлеба нет. Ждут ещё.\n", order="7")
    publish(database, content.path)

    assert [(one.en, one.ru, one.state) for one in passages(database, "only")] == [
        ("", "Хлеба нет.", "unaligned"),
        ("", "Ждут ещё.", "unaligned"),
    ]
    assert flaws(database) == []


def test_the_other_language_joins_the_passages_that_waited(database: Database, content: Folder):
    content.write("only", ru="Хлеба нет. Ждут ещё.\n", order="7")
    publish(database, content.path)
    waited = ids(passages(database, "only"))
    content.write("only", en="There is no bread. They wait still.\n", order="7")
    publish(database, content.path, at=LATER)
    now = passages(database, "only")

    assert ids(now) == waited
    assert [(one.en, one.state) for one in now] == [
        ("There is no bread.", "aligned"),
        ("They wait still.", "aligned"),
    ]


def test_a_side_that_goes_leaves_the_ids_of_the_other(
    database: Database, content: Folder, published: list[Stored]
):
    content.remove("bread", ["en"])
    publish(database, content.path, at=LATER)
    now = passages(database, "bread")

    assert ids(now) == ids(published)
    assert {one.en for one in now} == {""}
    assert {one.state for one in now} == {"unaligned"}
    assert flaws(database) == []


def test_an_approved_passage_whose_segment_changed_needs_work_with_both_texts(
    database: Database, content: Folder, published: list[Stored]
):
    chosen = by_words(published, "В марте собрался съезд.")
    approve(database, chosen.public_id)
    content.edit("bread", "ru", "В марте собрался съезд.", "В марте собрался X съезд.")
    publish(database, content.path, at=LATER)
    now = by_words(passages(database, "bread"), "X съезд.")

    assert (now.public_id, now.state, now.version) == (chosen.public_id, "needs_work", 2)
    kind, details = operations(database, chosen.public_id)[-1]
    assert kind == "republish"
    assert details["before"] == [chosen.en, chosen.ru]
    assert details["after"] == [now.en, now.ru]


def test_approved_passages_that_did_not_change_stay_approved(
    database: Database, content: Folder, published: list[Stored]
):
    for one in published:
        approve(database, one.public_id)
    content.edit("bread", "ru", "В марте собрался съезд.", "В марте собрался X съезд.")
    publish(database, content.path, at=LATER)
    states = [one.state for one in passages(database, "bread")]

    assert states.count("needs_work") == 1
    assert states.count("approved") == len(published) - 1


@pytest.mark.parametrize(
    ("slug", "language", "before", "after", "line", "kind"),
    [
        ("bread", "ru", "[^1]: X съезд", "[^2]: X съезд", 16, "note-undefined"),
        ("bread", "en", "order: 1", "order: first", 5, "front-order"),
        ("bread", "ru", "Зимой", "[Зимой](winter.ru.md)", 14, "link-unknown"),
        ("bread", "ru", "section: texts", "section: nowhere", 4, "section-unknown"),
        ("bread", "ru", "date: 2026-11-24", "date: 2026-11-25", 6, "sides-differ"),
        ("front", "en", "Welcome, reader.\n", "", 11, "text-empty"),
    ],
)
def test_a_broken_file_publishes_nothing_and_is_told_by_file_and_line(
    database: Database,
    content: Folder,
    published: list[Stored],
    slug: str,
    language: str,
    before: str,
    after: str,
    line: int,
    kind: str,
):
    content.edit("front", "ru", "читатель", "дорогой читатель")
    content.edit(slug, language, before, after)

    assert (f"{slug}.{language}.md", line, kind) in refused(database, content)


def test_a_broken_table_publishes_nothing(
    database: Database, content: Folder, published: list[Stored]
):
    names = content.path / "names.tsv"
    names.write_text(names.read_text().replace("person", "человек"))

    assert [(file, line) for file, line, _ in refused(database, content)] == [("names.tsv", 2)]


def test_a_folder_without_texts_is_refused(database: Database, content: Folder):
    for file in content.path.glob("*.md"):
        file.unlink()

    assert [kind for _, _, kind in refused(database, content)] == ["folder-empty"]


def test_a_folder_without_its_description_is_refused(database: Database, content: Folder):
    (content.path / "site.toml").unlink()

    assert refused(database, content) == [("site.toml", 0, "site-missing")]


def test_a_dry_run_tells_the_same_and_writes_nothing(
    database: Database, content: Folder, published: list[Stored]
):
    content.edit("bread", "ru", "Рабочие", "Все рабочие")
    before = dump(database)
    dry = publish(database, content.path, dry_run=True)

    assert dump(database) == before
    real = publish(database, content.path, at=LATER)
    assert replace(dry, passages=0) == replace(real, passages=0)


def test_the_revision_grows_with_each_change_and_only_then(
    database: Database, content: Folder, published: list[Stored]
):
    first = database.revision()
    publish(database, content.path)
    assert database.revision() == first
    content.edit("bread", "en", "They said", "They all said")
    publish(database, content.path, at=LATER)

    assert database.revision() == first + 1


def test_only_a_changed_document_has_a_new_date_of_change(
    database: Database, content: Folder, published: list[Stored]
):
    content.edit("bread", "en", "They said", "They all said")
    publish(database, content.path, at=LATER)
    with database.reading() as session:
        rows = session.execute(select(DocumentRow.slug, DocumentRow.changed, DocumentRow.published))
        dates = {row.slug: (row.published, row.changed) for row in rows}

    assert dates == {"bread": (NOW, LATER), "front": (NOW, NOW)}


def test_a_new_way_of_rendering_renders_all_anew_and_keeps_every_passage(
    database: Database,
    content: Folder,
    published: list[Stored],
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(publishing, "RENDERING", "another")
    report = publish(database, content.path, at=LATER)

    assert report.changed
    assert passages(database, "bread") == published
    assert not publish(database, content.path, at=LATER).changed


def test_a_new_document_makes_the_links_to_it_right(database: Database, content: Folder):
    content.write("linking", "See [peace](peace.en.md).\n", "См. [мир](peace.ru.md).\n", order="8")
    assert {kind for _, _, kind in refused(database, content)} == {"link-unknown"}
    content.write("peace", "Peace.\n", "Мир.\n", order="9")
    publish(database, content.path)

    assert [one.ru for one in passages(database, "linking")] == ["См. мир."]


def test_a_removed_document_makes_the_links_to_it_wrong(database: Database, content: Folder):
    content.write("linking", "See [peace](peace.en.md).\n", "См. [мир](peace.ru.md).\n", order="8")
    content.write("peace", "Peace.\n", "Мир.\n", order="9")
    publish(database, content.path)
    content.remove("peace")

    assert ("linking.ru.md", 12, "link-unknown") in refused(database, content)


def test_tables_are_replaced_whole(database: Database, content: Folder, published: list[Stored]):
    terms = content.path / "terms.tsv"
    terms.write_text(terms.read_text().replace("an elected council", "a council of delegates"))
    publish(database, content.path, at=LATER)

    with database.reading() as session:
        found = [term.definition_en for term in stored_terms.terms(session)]
    assert found == ["a council of delegates"]


def test_two_publishers_at_once_leave_one_whole_publication(database: Database, content: Folder):
    publish(database, content.path)
    content.edit("bread", "ru", "Рабочие", "Все рабочие")
    failures: list[BaseException] = []
    together = threading.Barrier(4)

    def work() -> None:
        together.wait()
        try:
            publish(database, content.path, at=LATER)
        except BaseException as error:  # noqa: BLE001 -- told in the test's own thread
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert database.revision() == 2
    assert by_words(passages(database, "bread"), "Все рабочие").version == 2
    assert flaws(database) == []


def test_somebody_faster_is_noticed_and_the_work_done_again(
    database: Database, content: Folder, monkeypatch: pytest.MonkeyPatch
):
    publish(database, content.path)
    content.edit("bread", "ru", "Рабочие", "Все рабочие")
    honest = read_content
    calls: list[int] = []

    def slow(files: Files, only: Iterable[str] | None = None) -> Content:
        if not calls:
            calls.append(1)
            publish(database, content.path, at=LATER)
        return honest(files, only)

    monkeypatch.setattr(publishing, "read_content", slow)
    report = publish(database, content.path, at=LATER)

    assert not report.changed
    assert database.revision() == 2
    assert flaws(database) == []


def test_a_failure_in_the_middle_leaves_nothing(
    database: Database,
    content: Folder,
    published: list[Stored],
    monkeypatch: pytest.MonkeyPatch,
):
    before = dump(database)
    content.edit("bread", "ru", "Рабочие", "Все рабочие")
    content.edit("front", "ru", "читатель", "дорогой читатель")
    honest = write_change
    written: list[int] = []

    def failing(session: Session, change: Change, at: dt.datetime) -> None:
        if written:
            raise OSError("disk full")
        honest(session, change, at)
        written.append(1)

    monkeypatch.setattr(publishing, "write_change", failing)
    with pytest.raises(OSError, match="disk full"):
        publish(database, content.path, at=LATER)

    assert written
    assert dump(database) == before


def test_the_whole_site_keeps_the_rules(site: Database):
    assert flaws(site) == []
    for file in CONTENT.glob("*.en.md"):
        slug = file.name.partition(".")[0]
        for language, text in sources(site, slug).items():
            assert text == (CONTENT / f"{slug}.{language}.md").read_text()


def test_the_whole_site_published_again_writes_nothing(site: Database):
    before = dump(site)
    report = publish(site, CONTENT, at=LATER)

    assert not report.changed
    assert dump(site) == before


def test_the_site_has_at_least_four_hundred_aligned_passages(sqlite_site: Database):
    total = 0
    with sqlite_site.reading() as session:
        slugs = session.execute(select(DocumentRow.slug)).scalars().all()
        assert session.get(SiteRow, 1) is not None
    for slug in slugs:
        total += sum(one.state == "aligned" for one in passages(sqlite_site, slug))

    assert total >= 400
