"""Goals: judged by signals or prints alone; every goal of the site is met by its solution only."""

from pathlib import Path

import pytest

from handoff.lab import goals
from handoff.samples.sections import without_marks
from tests.lab.test_labs_match import LABS, whole

GOALS = [(name, number) for name, lab in LABS.items() for number, _ in enumerate(lab.goals)]


@pytest.fixture(scope="module")
def met(in_node) -> dict[tuple[str, int], tuple[bool, bool]]:
    """Of every goal: is it met by the lab as it stands, and by its solution?"""
    programs = [
        program(LABS[name], number, solved) for name, number in GOALS for solved in (False, True)
    ]
    ends = iter([done["goals"] for done in in_node(programs)])
    return {(name, number): (next(ends)[number], next(ends)[number]) for name, number in GOALS}


def program(lab, number: int, solved: bool) -> dict:
    """A lab to be run until nothing is left to do, with a worker whoever starts it."""
    changed = lab.goals[number].solution if solved else {}
    return {
        "files": {**whole(lab), **changed},
        "start": lab.facts.get("start", {}),
        "program": lab.program,
        "goals": [goal.rules for goal in lab.goals],
        "after": lab.facts.get("worker"),
    }


@pytest.mark.parametrize(("name", "number"), GOALS)
def test_start_does_not_meet_the_goal_and_the_solution_does(name: str, number: int, met):
    assert met[name, number] == (False, True)


def test_a_goal_without_signals_is_met_by_lines_that_one_run_prints(in_node):
    wanted = [["two   lines", "done"], ["done", "three lines"], ["two"]]
    goals = [{"prints": lines} for lines in wanted]
    source = "print('done')\nprint('two lines ')\n"
    said = {"files": {"say.py": source}, "program": "say.py", "goals": goals}
    silent = {**said, "files": {"say.py": "pass\n"}}

    spoken, after = in_node([said, silent])

    assert (spoken["goals"], after["goals"]) == ([True, False, False], [False] * 3)


@pytest.mark.parametrize(("name", "number"), GOALS)
def test_solution_changes_files_of_the_lab_and_shows_no_marks_of_ours(name: str, number: int):
    lab = LABS[name]
    for file, text in lab.goals[number].solution.items():
        assert file in lab.files
        assert text != lab.files[file]
        assert without_marks(text) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[buy]\n", "is no TOML"),
        ("[buy]\ngoal = 'x'\n", "write [[buy]]"),
        ("[[buy]]\nhints = ['x']\nsolution = {a = 'b'}\n", "a goal of buy has no `goal`"),
        ("[[buy]]\ngoal = 'x'\nsolution = {a = 'b'}\n", "has no `hints`"),
        ("[[buy]]\ngoal = 'x'\nhints = ['y']\nsolution = {a = 'b'}\n", "names b, which is not"),
    ],
)
def test_mistake_in_a_goal_is_named(tmp_path: Path, text: str, said: str):
    (tmp_path / goals.NAME).write_text(text)

    with pytest.raises(goals.GoalError) as caught:
        goals.read(tmp_path, "buy")

    assert said in str(caught.value)
