"""Every mistake has its place and says what would do. The texts are what contributors read."""

import pytest


def test_all_mistakes_are_told_at_once_and_in_order(project, question):
    project.quiz(
        question(answer=4),
        question(id="Two Words", q=5),
        {"id": "three", "kind": "outptu", "q": "x"},
    )

    assert project.refusal().splitlines() == [
        "15:15: the number 4 is none of its 2 choices; they count from 0, so write 0 to 1",
        '19:11: id "Two Words" is not in kebab-case; write "two-words"',
        '20:10: "q" is the number 5; write the question, Markdown: a text or a list of lines',
        '36:13: "kind" is the text "outptu"; did you mean "output"?',
    ]


@pytest.mark.parametrize(
    ("keys", "place", "message"),
    [
        (
            {"q": ...},
            "2:3",
            '"q" is missing; add the question, Markdown: a text or a list of lines',
        ),
        ({"q": "  "}, "4:10", '"q" is an empty text; write the question, '),
        ({"q": ["a", 1]}, "6:7", 'line 2 of "q" is the number 1; write a text'),
        ({"answer": ...}, "2:3", '"answer" is missing; add the right choice\'s number, counted'),
        (
            {"answer": "The worker"},
            "15:15",
            "the answer is given as a text; write 1, its number among",
        ),
        ({"answer": "b"}, "15:15", '"answer" is the text "b"; write the right choice\'s number'),
        ({"answer": True}, "15:15", '"answer" is true; write the right choice\'s number'),
        ({"answer": 1.5}, "15:15", '"answer" is the number 1.5; write the right choice\'s number'),
        ({"answer": -1}, "15:15", "the number -1 is none of its 2 choices; they count from 0"),
        ({"answer": []}, "15:15", "no choice is right; list the numbers of those that are"),
        (
            {"answer": [0, 1]},
            "15:15",
            "every choice is right, so nothing is asked; add a wrong one",
        ),
        ({"answer": [0, 0]}, "17:7", "answer names choice 0 twice; once will do"),
        ({"answer": [0, "x"]}, "17:7", '"answer"[1] is the text "x"; write the right choice'),
        ({"choices": ["a"]}, "5:16", '"choices" is a list of 1; write two choices or more'),
        ({"choices": "a"}, "5:16", '"choices" is the text "a"; write two choices or more'),
        ({"choices": ["a", " a "]}, "7:7", 'choice 1 says the same as choice 0, "a"; reword it'),
        (
            {"choices": [{"txt": "a"}, "b"]},
            "6:7",
            '"text" is missing; add what the reader can pick',
        ),
        (
            {"choices": [{"text": "a", "wy": "b"}, "b"]},
            "8:9",
            '"wy" is no key of a choice; did you m',
        ),
        ({"choices": ["a", None]}, "7:7", '"choices"[1] is null; write what the reader can pick'),
        ({"why": ["x"]}, "17:5", '"why" is a list of 1 for 2 choices; write one each, null'),
        ({"why": ["x", None]}, "18:7", "choice 0 has its own why; keep one of the two"),
        (
            {"hnt": "x"},
            "17:5",
            '"hnt" is no key of a question of kind choice; did you mean "hint"?',
        ),
        ({"steps": []}, "17:5", '"steps" is for kind order, and this is kind choice; take it out'),
        ({"kind": 3}, "17:13", '"kind" is the number 3; there are choice, output, order, text'),
        ({"q": "x" * 10_001}, "4:10", '"q" is 10,001 characters long; 10,000 is the most'),
        ({"shuffle": "no"}, "17:16", '"shuffle" is the text "no"; write true or false'),
    ],
)
def test_a_mistake_has_its_place(project, question, keys, place, message):
    project.quiz(question(**keys))

    said = project.refusal()

    assert f"{place}: {message}" in said


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"kind": "output"}, '"sample" is missing; add a program of examples/ whose output'),
        ({"kind": "output", "sample": "guide/pek.py"}, 'did you mean "guide/peek.py"?'),
        ({"kind": "output", "sample": "gide/peek.py"}, 'did you mean "guide"?'),
        (
            {"kind": "output", "sample": "../mkdocs.yml"},
            "leads out of examples/; name a file in it",
        ),
        ({"kind": "output", "sample": "/etc/passwd"}, "leads out of examples/; name a file in it"),
        ({"kind": "output", "sample": "guide/peek.py:main"}, "it has no sections; name the file"),
        (
            {"kind": "output", "sample": "guide/peek.txt", "answer": 0},
            '"answer" goes with "choices"',
        ),
        (
            {"kind": "output", "sample": "guide/peek.py", "choices": []},
            '"choices" is an empty list; write two choices or more',
        ),
        ({"kind": "order"}, '"steps" is missing; add the steps in the right order'),
        ({"kind": "order", "steps": ["a", "a"]}, "step 1 says the same as step 0"),
        ({"kind": "text"}, '"answer" is missing; add the right answer, or a list of accepted ones'),
        ({"kind": "text", "answer": []}, '"answer" is an empty list; write the right answer, or'),
        (
            {"kind": "text", "answer": "a", "wrong": ["b"]},
            '"wrong"[0] is the text "b"; write it as {"text": …, "why": …}',
        ),
        (
            {"kind": "text", "answer": "a", "wrong": [{"text": "A "}]},
            'wrong answer "A" is accepted',
        ),
        ({"kind": "open"}, '"answer" is missing; add a model answer to compare with'),
        (
            {"kind": "text", "answer": "a", "choices": ["a", "b"]},
            "for kind choice or output or line",
        ),
    ],
)
def test_each_kind_says_what_it_needs(project, keys, message):
    project.quiz({"id": "one", "q": "So?", **keys})

    assert message in project.refusal()


def test_an_output_that_the_run_does_not_bear_out_is_refused(project, question):
    project.quiz(question(kind="output", sample="guide/peek.py", choices=["SUCCESS", "x"]))

    assert 'guide/peek.py printed "PENDING x", not this; write what it prints' in project.refusal()


def test_a_wrong_choice_that_is_what_the_program_printed_is_refused(project, question):
    choices = ["PENDING\nx", "SUCCESS"]
    project.quiz(question(kind="output", sample="guide/peek.py", choices=choices, answer=1))

    assert "this is what guide/peek.py printed, but it is not the answer" in project.refusal()


def test_an_output_never_recorded_is_refused(project):
    project.write("examples/guide/new.py", "print(1)\n")
    project.quiz({"id": "one", "q": "So?", "kind": "output", "sample": "guide/new.py"})

    assert "new.txt, the recorded output" in project.refusal()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('print("y")', "is no line of guide/peek.py; copy a whole line"),
        ('print("x', "is no line of guide/peek.py; copy a whole line"),
        ("twice", "stands 2 times in guide/peek.py; choose a line that stands once"),
    ],
)
def test_a_line_has_to_be_one_line_of_the_sample(project, question, line, message):
    project.write("examples/guide/peek.py", 'print("x")\ntwice\ntwice\n')
    choices = ['print("x")', line]
    project.quiz(question(kind="line", sample="guide/peek.py", choices=choices))

    assert f'7:7: "{line}" {message}' in project.refusal()


def test_a_section_is_known_by_its_marks(project, question):
    marked = "a = 1\n# --8<-- [start:one]\nb = 2\n# --8<-- [end:one]\nc = 3\n"
    project.write("examples/guide/peek.py", marked)
    keys = {"kind": "line", "choices": ["b = 2", "c = 3"]}

    project.quiz(question(**keys, sample="guide/peek.py:one"))
    assert '"c = 3" is no line of guide/peek.py:one' in project.refusal()
    project.quiz(question(**keys, sample="guide/peek.py:on"))
    assert 'has no section "on"; did you mean "one"?' in project.refusal()


def test_an_id_stands_once_in_a_file(project, question):
    project.quiz(question(), question(answer=9))

    assert '19:11: id "who-keeps-it" is taken by question 1 of this file' in project.refusal()


def test_the_same_question_twice_is_found_without_ids(project, question):
    project.quiz(question(id=...), question(id=...))

    assert "this question stands here twice, first as question 1; take it out" in project.refusal()


@pytest.mark.parametrize("content", ['{"q": 1}', "7", '"text"', "null", "true"])
def test_a_file_is_a_list_of_questions(project, content):
    project.raw(content)

    assert project.refusal().startswith("1:1: the file holds ")
    assert "write a list of questions" in project.refusal()


@pytest.mark.parametrize("content", ["[7]", "[[]]", '["q"]', "[null]"])
def test_a_question_is_an_object(project, content):
    project.raw(content)

    assert project.refusal().startswith("1:2: a question is ")
