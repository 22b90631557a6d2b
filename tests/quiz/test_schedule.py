"""When questions come back, and which one asks for the same idea."""

from tests.quiz.javascript import in_javascript

DAY = 24 * 60 * 60 * 1000
NOW = 1000 * DAY


def attempt(at: float, right: bool | None, **more: object) -> dict:
    return {"at": at, "revision": "r", "answer": [0], "right": right, **more}


def standing(*tries: dict) -> dict:
    return in_javascript("schedule", [["standing", list(tries)]])[0]


def answers(**tries: list[dict]) -> dict:
    """Of questions a, b … of one chapter each, or of chapter x where the name starts so."""
    return {
        f"guide/{name[0]}#{name}": {"page": f"{name[0]}/", "tries": each}
        for name, each in tries.items()
    }


def due(known: dict, function: str = "due", *more: object) -> list[str]:
    (standings,) = in_javascript("schedule", [["standings", known]])
    (found,) = in_javascript("schedule", [[function, standings, NOW, *more]])
    return [key.partition("#")[2] for key, _ in found]


def test_a_missed_question_is_due_at_once_and_a_right_one_after_1_3_7_16_35_days():
    tries, at = [attempt(0, False)], DAY
    assert standing(*tries)["due"] == 0

    for days in (1, 3, 7, 16, 35, 35):
        tries.append(attempt(at, True))
        at += days * DAY
        assert standing(*tries)["due"] == at


def test_right_again_before_it_is_due_changes_nothing():
    once, twice = standing(attempt(0, True)), standing(attempt(0, True), attempt(DAY / 2, True))

    assert once["due"] == twice["due"] == DAY


def test_an_open_answer_is_never_due():
    assert standing(attempt(0, None))["due"] == "Infinity"


def test_a_sure_miss_stays_one_until_it_was_right_twice_in_its_time():
    missed = [attempt(0, False, sure=2)]
    corrected = [*missed, attempt(1, True)]

    assert standing(*missed)["surely"]
    assert standing(*corrected)["surely"]
    assert not standing(*corrected, attempt(2 * DAY, True))["surely"]
    assert not standing(attempt(0, False, sure=1))["surely"]
    assert not standing(attempt(0, True, sure=2))["surely"]
    assert standing(attempt(0, False, sure=2), attempt(1, False))["surely"]  # the second look


def test_sure_misses_come_first_then_other_misses_then_what_is_due():
    known = answers(
        a=[attempt(1, True)],
        b=[attempt(5, False)],
        c=[attempt(9, False, sure=2)],
        d=[attempt(NOW - 1, True)],
    )

    assert due(known) == ["c", "b", "a"]


def test_chapters_take_turns():
    known = answers(
        x1=[attempt(1, False)],
        x2=[attempt(2, False)],
        y1=[attempt(3, False)],
        z=[attempt(4, False)],
    )

    assert due(known) == ["x1", "y1", "z", "x2"]


def test_a_handful_starts_with_what_is_due_and_goes_on_with_what_was_seen_longest_ago():
    known = answers(
        a=[attempt(NOW - 1, True)],
        b=[attempt(NOW - 9, True)],
        c=[attempt(1, False)],
        d=[attempt(NOW - 5, None)],
    )

    assert due(known, "handful", 10) == ["c", "b", "a"]
    assert due(known, "handful", 2) == ["c", "b"]


def sibling(asked_last_on: str | None, *ids: str, taken: tuple = (), seen: dict | None = None):
    questions = [{"id": each, "as": "pick", "tests": "t"} for each in ids]
    questions += [{"id": "open", "as": "open", "tests": "t"}, {"id": "other", "as": "pick"}]
    tries = [attempt(1, False, **({"on": f"q#{asked_last_on}"} if asked_last_on else {}))]
    known = {"map": [[f"q#{each}", {"last": at}] for each, at in (seen or {}).items()]}
    shown = {"set": [f"q#{each}" for each in taken]}
    call = ["sibling", "q#own", tries, questions, known, shown]
    return in_javascript("schedule", [call])[0]


def test_another_question_on_the_same_objective_is_asked_where_there_is_one():
    assert sibling(None, "own", "b") == "b"
    assert sibling(None, "own") == "own"
    assert sibling(None, "own", "b", "c", seen={"b": 5}) == "c"


def test_siblings_take_turns_and_none_is_shown_twice_on_a_page():
    assert sibling("b", "own", "b", seen={"own": 1, "b": 5}) == "own"
    assert sibling(None, "own", "b", taken=("own", "b")) == "own"


def test_a_question_without_an_objective_has_no_siblings():
    call = ["sibling", "q#a", [attempt(1, False)], [{"id": "a"}, {"id": "b"}], {"map": []}]

    assert in_javascript("schedule", [[*call, {"set": []}]]) == ["a"]


def test_a_try_on_a_sibling_counts_for_the_question_it_stood_in_for():
    known = answers(
        xa=[attempt(1, False)],
        xb=[attempt(NOW, True, instead="guide/x#xa")],
        xc=[attempt(1, False)],
    )

    assert due(known) == ["xc"]
