"""Quotes of files and sections that are not there are named by `check`."""

import pytest

from handoff.pages.page import Page
from handoff.samples import quotes


@pytest.fixture
def chapter(tmp_path, monkeypatch):
    (tmp_path / "mkdocs.yml").touch()
    (tmp_path / "docs").mkdir()
    sample = tmp_path / "examples" / "celery" / "tasks.py"
    sample.parent.mkdir(parents=True)
    sample.write_text("# --8<-- [start:send_receipt]\nsend = 1\n# --8<-- [end:send_receipt]\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "docs" / "chapter.md"


def problems(chapter):
    return list(quotes.problems(Page(chapter)))


@pytest.mark.parametrize("quote", ["celery/tasks.py", "celery/tasks.py:send_receipt"])
def test_a_quote_of_what_is_there_is_fine(chapter, quote):
    chapter.write_text(f'Text.\n\n--8<-- "{quote}"\n')

    assert problems(chapter) == []


def test_a_missing_file_is_named_with_its_place_and_the_nearest_one(chapter):
    chapter.write_text('Text.\n\n--8<-- "celery/task.py"\n')

    assert [str(problem) for problem in problems(chapter)] == [
        'docs/chapter.md:3:9: sample "celery/task.py" is not in examples/; '
        'did you mean "celery/tasks.py"?'
    ]


def test_a_missing_section_is_named_with_the_nearest_one(chapter):
    chapter.write_text('--8<-- "celery/tasks.py:send_receit"\n')

    assert 'no section "send_receit"; did you mean "send_receipt"?' in str(problems(chapter)[0])
