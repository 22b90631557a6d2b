"""Marks in chapters and experiments in tests/claims belong together."""

from pathlib import Path

import pytest
from markdown import Markdown

from handoff.claims import fence, sources
from handoff.claims.experiments import experiments
from handoff.claims.marks import marks
from handoff.diagnostics import check
from handoff.machines.text import markdown
from handoff.pages.page import Page

CHAPTER = """\
---
title: Queues
description: What queues do, and what they do not do, in one chapter of a test.
difficulty: beginner
minutes: 1
objectives: {}
---

A message waits.{claim:messages_wait}

```text
{claim:shown_and_not_meant}
```
"""
EXPERIMENT = '''\
import pytest

NAMES = ("ada", "grace")
EVERY_BROKER = pytest.mark.brokers("valkey", "redis", "rabbitmq")


def unused():
    pass


@pytest.mark.slow
@EVERY_BROKER
def test_messages_wait(project):
    """A message *waits*
    until a worker takes `it`."""
    assert NAMES
'''


@pytest.fixture
def guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one chapter, one claim, one experiment."""
    for name, text in {
        "mkdocs.yml": "extra: {subject: handoff_celery}",
        "docs/celery/index.md": "# The guide\n",
        "docs/celery/02-queues.md": CHAPTER,
        "tests/claims/celery/02-queues.py": EXPERIMENT,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told() -> list[str]:
    return [str(problem) for problem in check.problems()]


def test_a_mark_with_its_experiment_is_right(guide: Path):
    assert told() == []


def test_a_mark_without_a_test_is_told_with_its_place_and_nothing_that_follows(guide: Path):
    chapter = guide / "docs" / "celery" / "02-queues.md"
    chapter.write_text(CHAPTER.replace(":messages_wait", ":message_waits"))

    assert told() == [
        "docs/celery/02-queues.md:9:17: no test in tests/claims/celery is named "
        'test_message_waits; did you mean "messages_wait"? Or write it in '
        "tests/claims/celery/02-queues.py, or drop the mark",
    ]


def test_an_experiment_without_a_mark_is_told(guide: Path):
    chapter = guide / "docs" / "celery" / "02-queues.md"
    chapter.write_text(CHAPTER.replace("{claim:messages_wait}", ""))

    assert told() == [
        "tests/claims/celery/02-queues.py:13:5: no page of the guide has the mark "
        "{claim:messages_wait}; put it after its sentence",
    ]


@pytest.mark.parametrize("mark", ["{claims:messages_wait}", "{claim=messages_wait}"])
def test_a_misspelt_mark_is_told(guide: Path, mark: str):
    chapter = guide / "docs" / "celery" / "02-queues.md"
    chapter.write_text(f"{CHAPTER}\nIt waits.{mark}\n")

    [problem] = told()

    assert f'02-queues.md:15:10: "{mark}" is no mark; write it as {{claim:' in problem


def test_a_name_that_no_test_can_have_is_told(guide: Path):
    chapter = guide / "docs" / "celery" / "02-queues.md"
    chapter.write_text(f"{CHAPTER}\nIt waits.{{claim: Messages wait}}\n")

    assert told() == [
        "docs/celery/02-queues.md:15:10: ' Messages wait' is no name of a test; "
        "write a_sentence_in_small_letters"
    ]


def test_an_experiment_says_its_claim_once(guide: Path):
    silent = "\n\ndef test_messages_wait(project):\n    pass\n"
    (guide / "tests" / "claims" / "celery" / "02-queues").mkdir()
    (guide / "tests" / "claims" / "celery" / "02-queues" / "more.py").write_text(silent)

    assert told() == [
        "tests/claims/celery/02-queues.py:13:5: 2 tests have this name; rename one",
        "tests/claims/celery/02-queues/more.py:3:5: 2 tests have this name; rename one",
        "tests/claims/celery/02-queues/more.py:3:5: it has no docstring; "
        "write the claim there, one sentence",
    ]


def test_experiments_are_filed_under_a_page(guide: Path):
    (guide / "tests" / "claims" / "celery" / "03-more.py").write_text("")

    assert told() == [
        "tests/claims/celery/03-more.py:1:1: there is no page docs/celery/03-more.md; "
        "name the file like its page"
    ]


def test_a_file_that_is_no_python_is_told(guide: Path):
    (guide / "tests" / "claims" / "celery" / "02-queues").mkdir()
    (guide / "tests" / "claims" / "celery" / "02-queues" / "more.py").write_text("def test_(:\n")

    assert told()[0].startswith("tests/claims/celery/02-queues/more.py:1:11: invalid syntax")


def test_only_the_named_files_are_told(guide: Path):
    (guide / "docs" / "celery" / "02-queues.md").write_text(CHAPTER.replace("{claim", "{kclaim"))

    assert check.problems([Path("docs")]) == []
    assert len(check.problems([Path("tests/claims")])) == 1


def test_an_experiment_is_read_without_being_run(guide: Path):
    [experiment] = experiments()

    assert experiment.sentence == "A message *waits* until a worker takes `it`."
    assert experiment.places == ("embedded Valkey 9", "Redis 8", "RabbitMQ 4")
    assert experiment.slow
    assert experiment.source.startswith('NAMES = ("ada", "grace")')  # what it uses, it shows
    assert "unused" not in experiment.source


def test_a_control_stands_beside_its_experiment_and_is_no_claim(guide: Path):
    file = guide / "tests" / "claims" / "celery" / "02-queues.py"
    control = 'def test_messages_wait__control(project):\n    """With a worker, none waits."""\n'
    file.write_text(f"{EXPERIMENT}\n\n{control}")

    [experiment] = experiments()

    assert experiment.control.sentence == "With a worker, none waits."
    assert "With a worker, none waits." in fence.html(
        "celery", Page(guide / "docs/celery/experiments.md", "")
    )
    assert check.problems() == []


def test_marks_in_code_are_shown_and_not_meant(guide: Path):
    assert [mark.slug for mark in marks()] == ["messages_wait"]


def test_a_mark_becomes_a_link_that_says_what_is_proven(guide: Path):
    html = Markdown(extensions=["handoff.claims"]).convert("Waits.{claim:messages_wait}")

    assert 'href="experiments.md#messages_wait"' in html
    assert 'aria-label="Proven: A message waits until a worker takes it."' in html
    assert 'id="claim-messages_wait"' in html


def test_only_the_first_mark_of_a_claim_has_an_id(guide: Path):
    page = Markdown(extensions=["handoff.claims"])

    html = page.convert("One.{claim:messages_wait} Two.{claim:messages_wait}")

    assert html.count('id="claim-messages_wait"') == 1
    assert html.count("experiments.md#messages_wait") == 2
    assert "id=" in page.reset().convert("Again.{claim:messages_wait}")


def test_a_mark_without_an_experiment_stays_as_it_is_written(guide: Path):
    html = Markdown(extensions=["handoff.claims"]).convert("Waits.{claim:message_waits}")

    assert "Waits.{claim:message_waits}" in html


def test_the_page_of_experiments_shows_claim_place_and_where_it_ran(guide: Path):
    html = fence.html("celery", Page(guide / "docs/celery/experiments.md", ""))

    assert '<article class="experiment" id="messages_wait">' in html
    assert "<em>waits</em>" in html
    assert '<a href="../02-queues/#claim-messages_wait">Queues</a>' in html
    assert "runs on embedded Valkey 9, Redis 8, RabbitMQ 4" in html
    assert "more than 20 seconds" in html


def test_the_source_comes_when_it_is_opened(guide: Path):
    html = fence.html("celery", Page(guide / "docs/celery/experiments.md", ""))
    sources.write()

    address = "assets/experiments/celery/messages_wait.html"
    assert f'<a href="../../{address}">' in html
    assert "EVERY_BROKER" not in html
    assert "EVERY_BROKER" in (guide / "docs" / address).read_text()


def test_a_source_that_nothing_names_any_more_is_removed(guide: Path):
    old = guide / "docs" / "assets" / "experiments" / "celery" / "old.html"
    old.parent.mkdir(parents=True)
    old.touch()

    sources.write()

    assert not old.exists()


def test_the_sentence_is_not_said_twice(guide: Path):
    [experiment] = experiments()

    assert "until a worker takes" not in experiment.source
    assert "def test_messages_wait(project):\n    assert NAMES\n" in experiment.source


COMPARES = '''
def test_messages_wait(project):
    """A message waits.

    It waits in the `queue`.

    Control: With a worker
    it doesn't: tea_gets_bitter.
    """
    assert project


def test_tea_gets_bitter(project):
    """Tea gets bitter."""
    assert project


def test_tea_gets_bitter__control(project):
    """Taken out in time, it does not."""
    assert project
'''


@pytest.fixture
def compares(guide: Path) -> Path:
    """A guide with an experiment that says its control, and one with a control of its own."""
    (guide / "tests/claims/celery/02-queues.py").write_text(COMPARES)
    chapter = guide / "docs/celery/02-queues.md"
    chapter.write_text(f"{chapter.read_text()}\nBitter.{{claim:tea_gets_bitter}}\n")
    return guide


def test_the_docstring_says_the_control_of_an_experiment_that_compares(compares: Path):
    waits, bitter = experiments()

    assert waits.sentence == "A message waits. It waits in the `queue`."
    assert waits.control.sentence == "With a worker it doesn't: tea_gets_bitter."
    assert bitter.control.sentence == "Taken out in time, it does not."


def test_the_page_shows_the_control_and_leads_to_the_experiment_that_it_names(compares: Path):
    html = fence.html("celery", Page(compares / "docs/celery/experiments.md", ""))

    link = '<a href="#tea_gets_bitter">tea_gets_bitter</a>'
    assert f"<strong>Control.</strong> With a worker it doesn't: {link}." in html


def test_only_a_control_that_is_a_test_has_a_source(compares: Path):
    waits, bitter = map(sources.document, experiments())

    assert "Control" not in waits
    assert "<strong>Control</strong>" in bitter


@pytest.fixture
def other(guide: Path) -> Path:
    """A chapter of another guide, which names the experiment of the first one."""
    chapter = guide / "docs" / "knots" / "01-ropes.md"
    chapter.parent.mkdir()
    (guide / "docs/knots/index.md").write_text("# Knots\n")
    chapter.write_text(CHAPTER.replace("{claim:", "{claim:celery/"))
    return chapter


def test_a_mark_may_name_an_experiment_of_another_guide(other: Path):
    page = Markdown(extensions=["handoff"])

    html = page.convert(other.read_text().split("---\n")[2])

    assert told() == []
    assert 'href="../celery/experiments.md#messages_wait"' in html
    assert 'id="claim-messages_wait"' in html


def test_a_mark_of_another_guide_without_a_test_is_told_with_that_guides_name(other: Path):
    other.write_text(other.read_text().replace("/messages_wait", "/message_waits"))

    assert told() == [
        "docs/knots/01-ropes.md:9:17: no test in tests/claims/celery is named "
        'test_message_waits; did you mean "messages_wait"? Or write it, or drop the mark',
    ]


def test_the_page_of_experiments_leads_to_the_other_guide_that_names_one(guide: Path, other: Path):
    html = fence.html("celery", Page(guide / "docs/celery/experiments.md", ""))

    assert '<a href="../02-queues/#claim-messages_wait">Queues</a>' in html
    assert '<a href="../../knots/01-ropes/#claim-messages_wait">Queues</a>' in html


def test_markdown_for_machines_has_the_sign_of_another_guides_experiment(other: Path):
    told_to_machines = markdown(Page(other))

    assert "A message waits. ✓" in told_to_machines
