"""Chapters and quizzes held against each other, and what the command prints."""

import subprocess
import sys
from itertools import pairwise

import pytest

from handoff.__main__ import main


def test_a_clean_project_has_no_problems(project, question):
    project.chapter("keeping")
    project.quiz(question(tests="keeping", see="the-broker-keeps-the-message"))

    assert project.problems() == []


def test_an_objective_without_a_question_is_an_error(project, question):
    project.chapter("keeping", "sending")
    project.quiz(question(tests="keeping"))

    assert project.problems() == [
        'error docs/guide/01-broker.md:8:3: no question tests the objective "sending" (do it); '
        'write one with "tests": "sending"'
    ]


def test_see_and_tests_have_to_exist(project, question):
    project.chapter("keeping")
    project.quiz(question(tests="keepin", see="the-broker-keep-the-message"))

    problems = project.problems()

    assert 'has no section "the-broker-keep-the-message"; did you mean "the-br' in problems[-1]
    assert 'has no objective "keepin"; did you mean "keeping"?' in problems[-2]


def test_ids_and_reasons_are_errors_in_a_chapter_with_objectives(project, question):
    project.chapter("keeping")
    project.quiz(question(id=..., tests="keeping", choices=["The broker", "The worker"]))

    problems = project.problems()

    assert len(problems) == 3
    assert all(problem.startswith("error ") for problem in problems)
    assert "2:3: no id, so readers lose their answer when the text changes; add" in problems[0]
    assert '5:7: choice 0, "The broker", has no reason; say why' in problems[1]


def test_in_a_plain_quiz_they_are_warnings(project, question):
    project.quiz(question(id=..., choices=["The broker", "The worker"]))

    problems = project.problems()

    assert len(problems) == 3
    assert all(problem.startswith("warning ") for problem in problems)


def test_a_known_wrong_answer_needs_its_reason(project):
    project.chapter("keeping")
    wrong = [{"text": "worker"}]
    keys = {"kind": "text", "answer": "broker", "wrong": wrong, "explain": "x", "tests": "keeping"}
    project.quiz({"id": "one", "q": "So?", **keys})

    assert 'wrong answer 0, "worker", has no reason' in project.problems()[0]


def test_a_fence_names_a_quiz_that_exists(project, question):
    project.quiz(question())
    project.chapter(fence="guide/01-brokr")

    (problem,) = project.problems()  # and not that no page shows the quiz, which follows

    assert problem.startswith("error docs/guide/01-broker.md:16:1: there is no quizzes/guide")
    assert problem.endswith('did you mean "guide/01-broker"?')


def test_a_chapter_whose_quiz_is_still_to_be_written_is_told_so(project):
    project.write("quizzes/guide/02-broker.json", "[]")

    assert project.problems()[0].endswith("01-broker.json; write it, a list of questions")


def test_a_fence_names_questions_that_exist_and_once(project, question):
    project.quiz(question(), question(id="other", q="And why is that?"))
    project.chapter(fence="guide/01-broker\nwho-keeps-t\nwho-keeps-it\n  who-keeps-it")

    assert project.problems() == [
        'error docs/guide/01-broker.md:17:1: quiz guide/01-broker has no question "who-keeps-t"; '
        'did you mean "who-keeps-it"?',
        'error docs/guide/01-broker.md:19:3: this page shows "who-keeps-it" already; '
        "take it out here",
    ]


def test_an_empty_fence_is_an_error(project):
    project.chapter(fence="")

    assert "14:1: this quiz fence names no quiz" in project.problems()[0].replace("15:", "14:")


def test_a_broken_question_is_not_missed_a_second_time(project, question):
    project.chapter("keeping", fence="guide/01-broker\nwho-keeps-it")
    project.quiz(question(tests="keeping", answer=7))

    (problem,) = project.problems()

    assert "the number 7 is none of its 2 choices" in problem


def test_a_front_matter_that_cannot_be_read_is_told(project, question):
    project.quiz(question())
    project.write("docs/guide/01-broker.md", "---\ntitle: [\n---\n```quiz\nguide/01-broker\n```\n")

    assert any("docs/guide/01-broker.md:" in problem for problem in project.problems())


@pytest.mark.parametrize("objectives", ["[a, b]", "5", "{1: x}"])
def test_objectives_of_another_form_are_told(project, question, objectives):
    project.quiz(question())
    text = (project.root / "docs/guide/01-broker.md").read_text()
    project.write("docs/guide/01-broker.md", text.replace("  {}", f"  {objectives}"))

    assert "6:1: objectives are no list" in project.problems()[0]


def test_a_page_that_is_not_utf8_is_told(project):
    project.write("docs/other.md", b"\xff is no letter")

    told = "error docs/other.md:1:1: byte 0xFF is not UTF-8; save the file as UTF-8"
    assert told in project.problems()


def test_over_the_whole_set_the_longest_key_is_warned_of(project, question):
    texts = [
        {"text": "The broker keeps it all", "why": "x"},
        {"text": "The worker does", "why": "x"},
    ]
    project.quiz(*(question(id=f"q-{n}", q=f"Who {n}?", choices=texts) for n in range(20)))

    whole = [problem for problem in project.problems() if problem.startswith("warning quizzes:")]

    assert "the longest" in whole[0]
    assert "beats chance by more than 5 points over 20 questions" in whole[0]
    assert "the first choice is right 20 times, where 10 would be even" in whole[1]


def test_paths_narrow_the_check_to_a_quiz_and_its_chapter(project, question):
    project.chapter("keeping")
    project.quiz(question(answer=9))
    other = project.write("quizzes/guide/02-other.json", "[7]")
    project.write("docs/data.json", "[7]")

    everything = project.problems()

    assert project.problems("quizzes/guide/02-other.json") == everything[-2:]
    assert project.problems("quizzes/guide/01-broker.json") == everything[:-2]
    assert project.problems("docs/guide/01-broker.md") == everything[:-2]
    assert project.problems("docs", "quizzes") == everything
    assert project.problems(".") == everything
    assert project.problems("docs") == everything[:-2]
    assert str(other.relative_to(project.root)) in everything[-1]


def test_a_path_that_is_not_there_is_told(project):
    assert "no such file" in project.problems("docs/no.md")[0]
    assert "no such file" in project.problems("quizzes/no.json")[0]


def run(capsys, *arguments: str) -> tuple[int, list[str]]:
    code = main(["check", *arguments])
    return code, capsys.readouterr().out.splitlines()


def test_the_text_shows_the_line_and_a_caret(project, question, capsys):
    project.quiz(question(answer=4))

    code, lines = run(capsys)

    assert code == 1
    assert lines == [
        "quizzes/guide/01-broker.json:15:15: error: the number 4 is none of its 2 choices; "
        "they count from 0, so write 0 to 1",
        '        "answer": 4,',
        "                  ^",
        "1 error",
    ]


def test_long_lines_are_cut_around_the_place_and_odd_signs_spelled_out(project, capsys):
    stem = "字\u202e" * 50
    project.raw(f'[{{"id": "one", "q": "{stem}", "choices": ["a", "b"], "answer": 2}}]')

    _, lines = run(capsys)

    shown, caret = next(pair for pair in pairwise(lines) if pair[0].startswith("    …"))
    assert "\\u202e" in shown
    assert len(caret) > 60


def test_lines_end_at_newlines_alone_in_what_is_shown_too(project, capsys):
    project.raw(b'[\r\r\n"x"]')

    _, lines = run(capsys)

    assert "quizzes/guide/01-broker.json:2:1: error: a question is the text" in lines[0]
    assert lines[1:3] == ['    "x"]', "    ^"]


def test_warnings_alone_leave_the_exit_at_zero(project, question, capsys):
    project.quiz(question(explain=...))

    code, lines = run(capsys)

    assert code == 0
    assert ": warning: no explanation" in lines[0]
    assert lines[-1] == "1 warning"


def test_annotations_for_github(project, question, capsys):
    project.quiz(question(answer=4))

    code, lines = run(capsys, "--format", "github")

    assert code == 1
    assert lines == [
        "::error file=quizzes/guide/01-broker.json,line=15,col=15::the number 4 is none of its 2 "
        "choices; they count from 0, so write 0 to 1",
    ]


def test_the_command_runs_from_the_shell(project, question):
    project.quiz(question())

    command = [sys.executable, "-m", "handoff", "check"]
    ran = subprocess.run(command, capture_output=True, text=True)

    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "No problems.\n", "")


def test_a_terminal_without_our_letters_and_a_closed_pipe_do_no_harm(project):
    project.raw('["…"' + ', "é"' * 5000 + "]")
    check = f'PYTHONIOENCODING=ascii "{sys.executable}" -m handoff check'

    whole = subprocess.run(check, shell=True, capture_output=True, text=True)
    headed = subprocess.run(f"{check} | head -1", shell=True, capture_output=True, text=True)

    assert "\\u2026" in whole.stdout
    assert (whole.stderr, headed.stderr) == ("", "")
    assert len(headed.stdout.splitlines()) == 1
