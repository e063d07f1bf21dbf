import pytest
from reader.config import BadSettings
from reader.domain.errors import Problem
from reader.messages import SENTENCES, describe, describe_setting


class Anything(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return f"«{key}»"


def same(message: str) -> str:
    return message


def test_a_problem_is_one_line_with_file_and_line():
    problem = Problem("bread.ru.md", 12, "note-undefined", {"label": "прим"})

    assert describe(problem, same) == (
        "bread.ru.md:12: There is no footnote [^прим]. Write [^прим]: … at the end."
    )


def test_a_problem_of_a_whole_file_has_no_line():
    assert describe(Problem("хлеб.md", 0, "file-name"), same).startswith("хлеб.md: The name must")


def test_a_setting_is_told_by_its_name():
    error = BadSettings("READER_BASE_URL", "сайт", "setting-url")

    assert describe_setting(error, same).startswith("READER_BASE_URL must begin with")


@pytest.mark.parametrize("kind", sorted(SENTENCES))
def test_every_sentence_can_be_filled_and_says_how_to_go_on(kind: str):
    filled = SENTENCES[kind] % Anything()

    assert "%" not in filled
    assert len(filled) >= 20
