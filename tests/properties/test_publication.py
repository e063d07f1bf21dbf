"""Whatever is edited, deleted, reordered and published again: the rules hold (SQLite)."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from reader.store import migrations
from reader.store.session import Database
from tests.support.content import Folder, make_folder
from tests.support.databases import MIGRATIONS, publish
from tests.support.rows import Stored, approve, dump, flaws, passages, redirect, sources

SUBJECTS = ("The workers", "Moscow", "The congress", "A delegate", "Nobody", "The third shift")
COUNTERPARTS = ("Рабочие", "Москва", "Съезд", "Делегат", "Никто", "Третья смена")
Pair = tuple[str, str]
subjects = st.integers(0, len(SUBJECTS) - 1)


class Publication(RuleBasedStateMachine):
    """A document of numbered sentence pairs, a paragraph each, and the site it is published to."""

    def __init__(self) -> None:
        super().__init__()
        self.scratch = tempfile.TemporaryDirectory()
        folder = Path(self.scratch.name)
        self.content: Folder = make_folder(folder / "content")
        self.database = Database(f"sqlite:///{folder / 'site.sqlite3'}")
        migrations.upgrade(self.database, MIGRATIONS)
        self.pairs: list[Pair] = []
        self.count = 0
        self.seen: set[str] = set()
        self.published: list[Pair] = []

    def teardown(self) -> None:
        self.database.dispose()
        self.scratch.cleanup()

    def make(self, subject: int) -> Pair:
        self.count += 1
        return (
            f"{SUBJECTS[subject]} waited for day {self.count}.",
            f"{COUNTERPARTS[subject]} ещё ждали дня {self.count}.",
        )

    @initialize(first=st.lists(subjects, min_size=2, max_size=6))
    def begin(self, first: list[int]) -> None:
        self.pairs = [self.make(subject) for subject in first]
        self.publish()

    @rule(subject=subjects, data=st.data())
    def insert(self, subject: int, data: st.DataObject) -> None:
        place = data.draw(st.integers(0, len(self.pairs)))
        self.pairs.insert(place, self.make(subject))

    @rule(data=st.data(), side=st.integers(0, 2))
    def edit(self, data: st.DataObject, side: int) -> None:
        place = data.draw(st.integers(0, len(self.pairs) - 1))
        en, ru = self.pairs[place]
        self.count += 1
        self.pairs[place] = (
            en if side == 1 else f"{en[:-1]}, then {self.count}.",
            ru if side == 0 else f"{ru[:-1]}, потом {self.count}.",
        )

    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        if len(self.pairs) > 1:
            self.pairs.pop(data.draw(st.integers(0, len(self.pairs) - 1)))

    @rule(data=st.data())
    def move(self, data: st.DataObject) -> None:
        places = st.integers(0, len(self.pairs) - 1)
        self.pairs.insert(data.draw(places), self.pairs.pop(data.draw(places)))

    @rule(data=st.data())
    def approve(self, data: st.DataObject) -> None:
        standing = passages(self.database, "days")
        if standing:
            approve(self.database, data.draw(st.sampled_from(standing)).public_id)

    @rule()
    def publish(self) -> None:
        before = {(one.en, one.ru): one for one in passages(self.database, "days")}
        en, ru = ("\n\n".join(side) + "\n" for side in zip(*self.pairs, strict=True))
        self.content.write("days", en, ru, order="5")
        publish(self.database, self.content.path)
        self.check_kept(before)
        self.published = list(self.pairs)

    def check_kept(self, before: dict[Pair, Stored]) -> None:
        """A pair that stands in the same company as before is the same passage, untouched."""
        now = {(one.en, one.ru): one for one in passages(self.database, "days")}
        old = self.published
        if [pair for pair in old if pair in self.pairs] != [p for p in self.pairs if p in old]:
            return  # moved: which of two stayed and which moved is a matter of taste
        for pair in set(old) & set(self.pairs):
            if pair in before:
                assert now[pair] == before[pair]

    @rule()
    def publish_twice(self) -> None:
        self.publish()
        rows = dump(self.database)
        assert not publish(self.database, self.content.path).changed
        assert dump(self.database) == rows

    @invariant()
    def rules_hold(self) -> None:
        assert flaws(self.database) == []

    @invariant()
    def no_public_id_dies(self) -> None:
        standing = {one.public_id for one in passages(self.database, "days")}
        for gone in self.seen - standing:
            assert redirect(self.database, gone) in standing
        self.seen |= standing

    @invariant()
    def the_database_gives_back_the_files(self) -> None:
        if self.published:
            for language, text in sources(self.database, "days").items():
                assert text == self.content.file("days", language).read_text()


TestPublication = Publication.TestCase
TestPublication.settings = settings(max_examples=12, stateful_step_count=14, deadline=None)
