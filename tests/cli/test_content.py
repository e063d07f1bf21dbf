"""`razvorot publish` and `check-content` as a user meets them: exit codes, streams, languages."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from reader.cli import main
from reader.store.session import Database
from tests.support.content import Folder
from tests.support.databases import opened
from tests.support.programs import ROOT
from tests.support.rows import dump, flaws, passages
from tests.support.server import RAZVOROT, environment, run

CATALOGUE = ROOT / "translations" / "ru" / "LC_MESSAGES" / "messages.mo"

WITHOUT_VECTORS = """
import reader.context
reader.context.encoder = lambda: None
from reader.cli import main
main()
"""


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an instance folder of the test's own, for commands run in this process."""
    folder = tmp_path / "instance"
    for name in ("LC_ALL", "LC_MESSAGES", "READER_DATABASE_URL", "READER_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("READER_INSTANCE_DIR", str(folder))
    return folder


@pytest.fixture
def fast(instance: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Leave the sentence vectors out: what is tested here is the command."""
    monkeypatch.setattr("reader.context.encoder", lambda: None)
    return instance


def url(instance: Path) -> str:
    return f"sqlite:///{instance / 'razvorot.sqlite3'}"


def invoke(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)])


def test_publish_tells_what_it_did(fast: Path, content: Folder):
    done = invoke("publish", content.path)

    assert done.exit_code == 0
    assert done.stderr == ""
    assert "bread: 13 new passages" in done.stdout
    assert "14 passages in all." in done.stdout


def test_publishing_again_says_that_nothing_changed(fast: Path, content: Folder):
    invoke("publish", content.path)
    done = invoke("publish", content.path)

    assert done.exit_code == 0
    assert done.stdout.startswith("Nothing has changed.")


def test_json_is_one_document_and_nothing_else(fast: Path, content: Folder):
    done = invoke("publish", content.path, "--json")
    report = json.loads(done.stdout)

    assert done.stderr == ""
    assert report["changed"] is True
    assert {one["slug"]: one["added"] for one in report["documents"]} == {"bread": 13, "front": 1}
    assert set(report) == {"documents", "unchanged", "retired", "passages", "changed"}


def test_a_dry_run_writes_nothing(fast: Path, content: Folder):
    invoke("publish", content.path)
    with opened(url(fast)) as database:
        before = dump(database)
        content.edit("bread", "ru", "Рабочие", "Все рабочие")
        done = invoke("publish", content.path, "--dry-run")

        assert done.exit_code == 0
        assert "bread: 1 changed" in done.stdout
        assert "dry run" in done.stdout
        assert dump(database) == before


def test_a_dry_run_on_a_new_site_publishes_nothing(fast: Path, content: Folder):
    done = invoke("publish", content.path, "--dry-run", "--json")
    with opened(url(fast)) as database:
        assert passages(database, "bread") == []

    assert json.loads(done.stdout)["changed"] is True


def test_a_broken_file_ends_with_1_and_is_told_on_standard_error(fast: Path, content: Folder):
    content.edit("bread", "ru", "order: 1", "order: первый")
    done = invoke("publish", content.path)

    assert done.exit_code == 1
    assert done.stdout == ""
    assert done.stderr.startswith("bread.ru.md:5: “order” must be a whole number")


def test_every_problem_has_its_line(fast: Path, content: Folder):
    content.edit("bread", "ru", "order: 1", "order: первый")
    content.edit("front", "en", "Welcome, reader.", "Welcome[^1], [reader](x.en.md).")
    done = invoke("publish", content.path, "--json")

    assert done.exit_code == 1
    assert done.stdout == ""
    assert [line.partition(": ")[0] for line in done.stderr.splitlines()] == [
        "bread.ru.md:5",
        "front.en.md:12",
        "front.en.md:12",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ("publish", "--no-such-option"),
        ("publish", "a", "b"),
        ("check-content", "a", "b"),
        ("nothing",),
    ],
)
def test_a_wrong_call_ends_with_2(fast: Path, arguments: tuple[str, ...]):
    assert invoke(*arguments).exit_code == 2


def test_a_file_where_a_folder_belongs_ends_with_2(fast: Path, content: Folder):
    assert invoke("publish", content.file("bread", "en")).exit_code == 2


@pytest.mark.parametrize("command", ["publish", "check-content"])
def test_a_folder_that_is_not_there_ends_with_1(fast: Path, tmp_path: Path, command: str):
    done = invoke(command, tmp_path / "нет")

    assert done.exit_code == 1
    assert "There is no such folder" in done.stderr


def test_check_content_needs_no_database(fast: Path, content: Folder):
    done = invoke("check-content", content.path)

    assert done.exit_code == 0
    assert done.stdout == "2 documents, nothing wrong.\n"
    assert not (fast / "razvorot.sqlite3").exists()


def test_check_content_names_what_is_in_one_language_only(fast: Path, content: Folder):
    content.remove("bread", ["en"])

    assert "In one language only: bread" in invoke("check-content", content.path).stdout
    assert json.loads(invoke("check-content", content.path, "--json").stdout) == {
        "documents": 2,
        "one_language_only": ["bread"],
    }


def test_check_content_tells_each_problem(fast: Path, content: Folder):
    content.edit("bread", "ru", "[^1]: X съезд", "[^2]: X съезд")
    done = invoke("check-content", content.path)

    assert done.exit_code == 1
    assert "bread.ru.md:16: There is no footnote [^1]." in done.stderr


def test_a_setting_that_cannot_be_used_is_told(
    fast: Path, content: Folder, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("READER_MAX_UPLOAD_MB", "много")
    done = invoke("publish", content.path)

    assert done.exit_code == 1
    assert done.stderr == "READER_MAX_UPLOAD_MB must be a whole number, not “много”.\n"


def test_a_setting_that_cannot_be_used_is_told_by_check_content_too(
    fast: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("READER_BASE_URL", "example.org")
    done = invoke("check-content")

    assert done.exit_code == 1
    assert "READER_BASE_URL must begin with http" in done.stderr


@pytest.mark.skipif(not CATALOGUE.exists(), reason="the catalogues are not compiled")
@pytest.mark.parametrize("variable", ["LANG", "LC_ALL", "LC_MESSAGES"])
def test_messages_are_russian_where_the_terminal_is(
    fast: Path, content: Folder, monkeypatch: pytest.MonkeyPatch, variable: str
):
    monkeypatch.setenv(variable, "ru_RU.UTF-8")
    content.edit("bread", "ru", "order: 1", "order: первый")
    done = invoke("check-content", content.path)

    assert done.exit_code == 1
    assert "целое число" in done.stderr or "целым числом" in done.stderr


@pytest.mark.skipif(not CATALOGUE.exists(), reason="the catalogues are not compiled")
@pytest.mark.parametrize(
    ("count", "words"), [(1, "1 документ"), (2, "2 документа"), (5, "5 документов")]
)
def test_russian_plurals_are_right(
    fast: Path, content: Folder, monkeypatch: pytest.MonkeyPatch, count: int, words: str
):
    monkeypatch.setenv("LANG", "ru_RU.UTF-8")
    (content.path / "timeline.tsv").unlink()
    content.remove("bread")
    for number in range(1, count):
        content.write(f"text-{number}", "Bread.\n", "Хлеб.\n", order=str(number))

    assert words in invoke("check-content", content.path).stdout


def test_the_command_itself_publishes_with_vectors(tmp_path: Path, content: Folder):
    """Once in a process of its own, with everything that a user's command loads."""
    done = run("publish", content.path, "--json", instance=tmp_path / "instance")

    assert done.returncode == 0, done.stderr
    assert done.stderr == "", "no progress in a pipe"
    assert json.loads(done.stdout)["passages"] == 14
    assert (tmp_path / "instance" / "secret_key").stat().st_mode & 0o077 == 0


def test_a_publication_killed_at_any_moment_leaves_all_or_nothing(tmp_path: Path, content: Folder):
    instance = tmp_path / "instance"
    for number in range(10):
        body = "\n\n".join(f"Bread {number} — {n}. They waited." for n in range(10)) + "\n"
        text = "\n\n".join(f"Хлеб {number} — {n}. Ещё ждали." for n in range(10)) + "\n"
        content.write(f"text-{number}", body, text, order=str(number))
    command = [
        str(RAZVOROT.with_name("python")),
        "-c",
        WITHOUT_VECTORS,
        "publish",
        str(content.path),
    ]
    start = time.monotonic()
    subprocess.run(
        [*command, "--dry-run"],
        env=environment(instance),
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    whole = time.monotonic() - start
    outcomes = set()
    for part in (0.5, 0.7, 0.8, 0.9, 1.0, 1.1):
        killed = subprocess.Popen(
            command, env=environment(instance), cwd=ROOT, stdout=subprocess.DEVNULL
        )
        time.sleep(whole * part)
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        with opened(url(instance)) as database:
            assert flaws(database) == []
            outcomes.add(_documents(database))

    assert outcomes <= {0, 12}
    subprocess.run(command, env=environment(instance), cwd=ROOT, check=True, capture_output=True)
    with opened(url(instance)) as database:
        assert _documents(database) == 12
        assert flaws(database) == []


def _documents(database: Database) -> int:
    return len(dump(database)["documents"])
