"""The terminal: each kind asked, answered, marked, and every reason shown."""

import subprocess
import sys

import pytest

from handoff.quiz import terminal

pytestmark = pytest.mark.long


@pytest.fixture
def take(project):
    """Write questions, answer them, get what was printed."""

    def run(*questions: dict, answers: list[str]) -> str:
        project.quiz(*questions)
        left, printed = iter(answers), []

        def ask(prompt: str) -> str:
            printed.append(prompt)
            return next(left)

        terminal.take(project.load(), project.quiz_path, printed.append, ask)
        assert next(left, None) is None, "an answer was not asked for"
        return "\n".join(printed)

    return run


def letter(printed: str, words: str) -> str:
    """The letter under which these words were offered."""
    return next(line for line in printed.splitlines() if f") {words}" in line).strip()[0]


def offered(take, question: dict) -> str:
    return take(question, answers=["zz"])


def test_one_right_choice_is_picked_by_its_letter(take, question):
    right = letter(offered(take, question()), "The broker")

    said = take(question(), answers=[right.upper()])

    assert "\nRight.\n" in said
    assert f"{right}) right. It is the store." in said
    assert ") wrong. It takes one when it is ready." in said
    assert "Messages wait in a queue of the store in between." in said
    assert said.endswith("1 of 1 right.")


def test_a_wrong_choice_is_told_and_every_reason_shown(take, question):
    wrong = letter(offered(take, question()), "The worker")

    said = take(question(), answers=[wrong])

    assert "\nNot right.\n" in said
    assert "right. It is the store." in said
    assert said.endswith("0 of 1 right.")


def test_several_right_ones_are_picked_together_in_any_order(take, question):
    asked = question(choices=["one", "two", "three"], answer=[0, 2])
    printed = offered(take, asked)
    one, two, three = (letter(printed, words) for words in ("one", "two", "three"))

    assert "All letters that are right: " in printed
    assert "1 of 1 right." in take(asked, answers=[f"{three}, {one}"])
    assert "0 of 1 right." in take(asked, answers=[one])
    assert "0 of 1 right." in take(asked, answers=[one + two + three])


def test_steps_are_put_in_order(take):
    steps = [{"text": words, "why": f"so {words}"} for words in ("send", "keep", "take")]
    asked = {"id": "one", "kind": "order", "q": "So?", "steps": steps}
    printed = offered(take, asked)
    right = " ".join(letter(printed, words) for words in ("send", "keep", "take"))

    assert right != "a b c"
    said = take(asked, answers=[right])
    assert "1 of 1 right." in said
    assert "0 of 1 right." in take(asked, answers=[right[::-1]])
    assert said.index("send — so send") < said.index("keep — so keep") < said.index("take — so")


def test_typed_answers_forgive_case_and_white_space(take):
    wrong = [{"text": "The worker", "why": "It is busy."}]
    asked = {"id": "one", "kind": "text", "q": "So?", "answer": ["the broker", "broker"]}

    assert "1 of 1 right." in take(asked, answers=["  THE   Broker "])
    said = take({**asked, "wrong": wrong}, answers=["the worker"])
    assert "Not right.\nIt is:\n    the broker" in said
    assert "You said The worker: It is busy." in said


def test_an_output_is_typed_or_picked(take):
    asked = {"id": "one", "kind": "output", "q": "So?", "sample": "guide/peek.py"}
    picked = {**asked, "choices": ["PENDING\nx", "x"], "answer": 0}

    said = take(asked, answers=["PENDING x"])
    assert '    | print("PENDING")\n    | print("x")' in said
    assert "1 of 1 right." in said
    printed = take(picked, answers=["a"])
    assert ") PENDING\n     x" in printed


def test_a_line_is_picked(take, question):
    choices = ['print("PENDING")', 'print("x")']
    asked = question(kind="line", sample="guide/peek.py", choices=choices, answer=1)

    assert "1 of 1 right." in take(asked, answers=["b"])


def test_own_words_are_compared_and_not_marked(take):
    asked = {"id": "one", "kind": "open", "q": "So?", "answer": "Because."}

    said = take(asked, answers=["Well"])

    assert "A model answer, to compare:\nBecause." in said
    assert "right." not in said.replace("0 of 0 right.", "")


def test_hints_come_one_after_the_other(take, question):
    asked = question(hint=["It keeps.", "It is a store."])

    said = take(asked, answers=["?", "?", "?", "a"])

    assert said.index("It keeps.") < said.index("It is a store.") < said.index("no more hints")


def test_escape_sequences_do_not_reach_the_terminal(take, question):
    said = take(question(q="a\u202eb\u009b31m"), answers=["a"])

    assert "a[U+202E]b\ufffd31m" in said


def shell(*arguments: str, given: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "handoff", "take", *arguments]
    return subprocess.run(command, input=given, capture_output=True, text=True)


def test_it_works_through_a_pipe(project, question):
    project.quiz(question(), question(id="two", q="And what is sent then?"))

    whole = shell("guide/01-broker", given="a\nb\n")
    short = shell("guide/01-broker", given="a\n")

    assert (whole.returncode, whole.stderr) == (0, "")
    assert whole.stdout.endswith("of 2 right.\n")
    assert (short.returncode, short.stderr) == (1, "")
    assert short.stdout.endswith("Stopped before the end.\n")


def test_a_quiz_that_is_not_there_is_told(project, question):
    project.quiz(question())

    ran = shell("guide/01-brokr", given="")

    assert ran.returncode == 1
    assert 'There is no quizzes/guide/01-brokr.json; did you mean "guide/01-broker"?' in ran.stderr
