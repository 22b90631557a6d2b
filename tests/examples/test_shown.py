"""What a run of the experiments showed is kept, told beside each of them, and told of its ✓."""

from pathlib import Path

import pytest
from markdown import Markdown

from handoff.claims import fence, shown, sources
from handoff.claims.experiments import Experiment, experiments
from handoff.claims.outcomes import outcomes
from handoff.claims.shown import Shown
from handoff.pages.page import Page

REPORT = """\
<testsuites><testsuite>
<testcase name="test_it_waits[redis]">
  <properties>
    <property name="place" value="redis 8.0.2"/><property name="way" value="solo"/>
  </properties>
</testcase>
<testcase name="test_it_waits[valkey]">
  <properties><property name="place" value="valkey 9.1.2"/></properties>
</testcase>
<testcase name="test_it_waits__control[valkey]">
  <properties><property name="place" value="valkey 9.1.2"/></properties><failure/>
</testcase>
<testcase name="test_it_ends"/>
<testcase name="test_it_is_slow"><skipped/></testcase>
</testsuite></testsuites>
"""
EXPERIMENT = 'def test_it_waits(project):\n    """It waits."""\n'


@pytest.fixture
def experiment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Experiment:
    for name, text in {
        "mkdocs.yml": "extra: {subject: handoff_celery}",
        "docs/celery/index.md": "# The guide\n",
        "tests/claims/celery/index.py": EXPERIMENT,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.chdir(tmp_path)
    [found] = experiments()
    return found


def keep(experiment: Experiment, **versions: bool) -> None:
    """5_10_0=True: on 5.10.0 it held."""
    for name, held in versions.items():
        places = {"held" if held else "failed": ["redis 8.0.2"]}
        seen = Shown("2026-11-28", shown.digest(experiment), **places)
        version = name.removeprefix("v").replace("_", ".")
        shown.write("celery", {"it_waits": {version: seen}}, ["it_waits"])


def test_an_experiment_holds_where_it_and_its_control_passed(tmp_path: Path):
    report = tmp_path / "report.xml"
    report.write_text(REPORT)

    found = outcomes(report)

    assert found["it_waits"].held == {"redis 8.0.2"}
    assert found["it_waits"].failed == {"valkey 9.1.2"}
    assert found["it_waits"].ways == {"solo"}
    assert found["it_ends"].held == {""}
    assert [found[name].word for name in ("it_waits", "it_ends", "it_is_slow")] == [
        "untrue",
        "",
        "skipped",
    ]


CONTROLLED = f'''{EXPERIMENT}\n\ndef test_it_waits__control(project):\n    """It ends."""\n'''
COMPARES = 'def test_it_waits(project):\n    """It waits.\n\n    Control: It ends.\n    """\n'
CASE = '<testcase name="{}"/>'
BOTH = ("test_it_waits[redis]", "test_it_waits__control[redis]")


@pytest.mark.parametrize(
    ("source", "ran", "whole"),
    [
        (CONTROLLED, BOTH, True),
        (CONTROLLED, BOTH[:1], False),
        (CONTROLLED, BOTH[1:], False),
        (COMPARES, BOTH[:1], True),
        (EXPERIMENT, BOTH[:1], True),
    ],
)
def test_an_experiment_without_its_control_shows_nothing(
    experiment: Experiment, tmp_path: Path, source, ran, whole
):
    experiment.path.write_text(source)
    report = tmp_path / "report.xml"
    report.write_text(f"<t>{''.join(map(CASE.format, ran))}</t>")

    [edited] = experiments()

    assert outcomes(report)["it_waits"].is_whole(edited) == whole


def test_runs_on_other_versions_are_kept_beside_each_other(experiment: Experiment):
    keep(experiment, v5_10_0=True, v5_9_0=True)

    assert list(shown.of(experiment)) == ["5.9.0", "5.10.0"]


def test_what_nobody_is_named_after_is_dropped(experiment: Experiment):
    keep(experiment, v5_7_0=True)

    shown.write("celery", {}, ["something_else"])

    assert shown.record("celery") == {}


@pytest.mark.parametrize(
    ("held", "since"),
    [
        ({"v5_5_3": True, "v5_7_0": True}, ""),
        ({"v5_5_3": False, "v5_6_3": True, "v5_7_0": True}, "5.6.3"),
        ({"v5_5_3": False, "v5_6_3": True, "v5_7_0": False}, ""),
        ({"v5_7_0": True}, ""),
    ],
)
def test_a_sentence_holds_since_the_version_that_made_it_true(experiment, held, since):
    keep(experiment, **held)

    assert shown.since(experiment) == since


def test_the_mark_says_since_when(experiment: Experiment):
    keep(experiment, v5_5_3=False, v5_6_3=True)

    html = Markdown(extensions=["handoff.claims"]).convert("It waits.{claim:it_waits}")

    assert 'aria-label="Proven since Celery 5.6.3: It waits."' in html
    assert "✓ since 5.6.3</a>" in html


def test_the_experiment_shows_where_it_ran(experiment: Experiment):
    keep(experiment, v5_5_3=False, v5_6_3=True)

    document = sources.document(experiment)

    assert '<th scope="col">Celery 5.5.3</th><th scope="col">Celery 5.6.3</th>' in document
    assert "Redis 8 (8.0.2)</th><td>does not hold</td><td>holds</td>" in document
    assert "edited since" not in document


def test_an_experiment_edited_after_its_run_says_so(experiment: Experiment):
    keep(experiment, v5_7_0=True)

    experiment.path.write_text(f"{EXPERIMENT}    assert project\n")

    assert "edited since" in sources.document(experiments()[0])


def test_the_page_says_what_did_not_hold_on_which_version(experiment: Experiment, tmp_path: Path):
    keep(experiment, v5_5_3=False, v5_6_3=True)

    html = fence.html("celery", Page(tmp_path / "docs/celery/experiments.md", ""))

    assert (
        '<th scope="row">Celery 5.5.3</th><td>0</td><td><a href="#it_waits">It waits.</a></td>'
        in html
    )
    assert '<th scope="row">Celery 5.6.3</th><td>1</td><td>none</td>' in html
    assert "held on Celery 5.6.3" in html


def test_a_run_at_one_place_keeps_what_the_same_source_showed_elsewhere(experiment: Experiment):
    keep(experiment, v5_7_0=True)
    source = shown.digest(experiment)

    for place in (["valkey 9.1.2"], ["rabbitmq 4.0.5"]):
        seen = Shown("2026-11-28", source, held=place)
        shown.write("celery", {"it_waits": {"5.7.0": seen}}, ["it_waits"])
    again = Shown("2026-11-28", source, failed=["redis 8.0.2"])
    shown.write("celery", {"it_waits": {"5.7.0": again}}, ["it_waits"])

    [now] = shown.of(experiment).values()
    assert (now.held, now.failed) == (["rabbitmq 4.0.5", "valkey 9.1.2"], ["redis 8.0.2"])


def test_an_edited_experiment_starts_anew(experiment: Experiment):
    keep(experiment, v5_7_0=True)

    edited = Shown("2026-11-28", "another", held=["valkey 9.1.2"])
    shown.write("celery", {"it_waits": {"5.7.0": edited}}, ["it_waits"])

    assert shown.record("celery")["it_waits"]["5.7.0"].held == ["valkey 9.1.2"]
