"""What authors write, and the one shape that everybody else reads."""

from handoff.quiz.model import Choice, Question

PLAIN = {
    "q": "What *does* it print?",
    "choices": ["one", "two"],
    "answer": 1,
    "explain": "Because.",
}


def test_the_plain_form_is_taken_as_it_is(project):
    project.quiz(PLAIN)

    (question,) = project.load()

    assert question.q == "What *does* it print?"
    assert question.choices == [Choice("one"), Choice("two")]
    assert (question.answer, question.multiple, question.kind) == ([1], False, "choice")
    assert (question.explain, question.shuffle) == ("Because.", True)


def test_the_plain_form_deals_its_reasons_out_to_the_choices(project):
    project.quiz({**PLAIN, "why": [None, "it does"]})

    (question,) = project.load()

    assert [choice.why for choice in question.choices] == ["", "it does"]


def test_a_list_as_answer_makes_it_several(project, question):
    project.quiz(question(choices=["a", "b", "c"], answer=[2, 0]))

    (read,) = project.load()

    assert (read.answer, read.multiple) == ([0, 2], True)


def test_a_list_of_strings_is_joined_by_newlines(project, question):
    project.quiz(question(q=["one", "two"], choices=[["a", "b"], "c"], hint=["x", "y"]))

    (read,) = project.load()

    assert (read.q, read.choices[0].text, read.hints) == ("one\ntwo", "a\nb", ["x", "y"])


def of_kind(project, **keys) -> Question:
    project.quiz({"id": "one", "q": "So?", **keys})
    (question,) = project.load()
    return question


def test_a_typed_output_is_answered_by_the_recorded_one(project):
    question = of_kind(project, kind="output", sample="guide/peek.py")

    assert (question.accept, question.typed, question.verbatim) == (["PENDING\nx"], True, True)


def test_a_picked_output_equals_the_recorded_one(project):
    choices = ["x", "PENDING\nx\n"]
    question = of_kind(project, kind="output", sample="guide/peek.py", choices=choices, answer=1)

    assert (question.answer, question.typed) == ([1], False)


def test_steps_keep_the_right_order(project):
    question = of_kind(project, kind="order", steps=["send", {"text": "take", "why": "then"}])

    assert question.steps == [Choice("send"), Choice("take", "then")]


def test_a_short_answer_has_variants_and_known_mistakes(project):
    wrong = [{"text": "run", "why": "no such method"}]
    question = of_kind(project, kind="text", answer=["delay", "apply_async"], wrong=wrong)

    assert (question.accept, question.typed) == (["delay", "apply_async"], True)
    assert question.wrong == [Choice("run", "no such method")]


def test_a_line_is_a_choice_of_the_sample(project):
    choices = ['print("PENDING")', 'print("x")']
    question = of_kind(project, kind="line", sample="guide/peek.py", choices=choices, answer=1)

    assert (question.answer, question.shuffle, question.verbatim) == ([1], False, True)


def test_an_open_question_has_a_model_answer(project):
    question = of_kind(project, kind="open", answer="Because *so*.")

    assert (question.model_answer, question.accept, question.typed) == ("Because *so*.", [], False)


def test_a_missing_id_is_made_of_the_text_and_stays(project):
    project.quiz(PLAIN, {**PLAIN, "q": "And the other?"})
    first, second = project.load()

    project.quiz({**PLAIN, "q": "And the other?", "explain": "New."}, PLAIN)
    moved, still = project.load()

    assert first.derived
    assert first.id.startswith("what-does-it-print-")
    assert (first.id, second.id) == (still.id, moved.id)


def test_questions_of_one_text_get_ids_of_their_own(project):
    project.quiz(PLAIN, {**PLAIN, "choices": ["three", "four"]})

    first, second = project.load()

    assert first.id != second.id


def test_the_revision_changes_with_the_question_and_not_with_its_reasons(project, question):
    def revision(**keys: object) -> str:
        project.quiz(question(**keys))
        return project.load()[0].revision

    same = revision()
    assert revision(explain="Otherwise said.", hint="h", see="x") == same
    assert revision(choices=["The broker", "The worker"]) == same
    others = {
        revision(q="Who sends it?"),
        revision(answer=1),
        revision(answer=[0]),
        revision(choices=["The broker", "The client"]),
    }
    assert len(others | {same}) == 5
