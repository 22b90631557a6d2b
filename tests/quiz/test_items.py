"""Figures of shared tries, against readers whose abilities and questions are known."""

import json
from math import isclose
from pathlib import Path
from random import Random

import pytest

from handoff.__main__ import main
from handoff.quiz.items.measures import change, fisher, items, pearson, rest_scores
from handoff.quiz.items.suspects import reasons
from handoff.quiz.items.tries import Reader, Try, readers
from handoff.quiz.model import Choice, Question
from tests.fixtures.site import ROOT
from tests.quiz.example import example
from tests.quiz.javascript import in_javascript
from tests.quiz.simulated import Simulated, abilities, share

CHOICES = [Choice("the key"), Choice("one lure"), Choice("another lure")]
QUESTION = Question(id="x", kind="choice", q="Who?", choices=CHOICES, answer=[0])
COUNT = 200


def simulated(name: str, **keys: object) -> Simulated:
    return Simulated(f"guide/01-broker#{name}", "r", [0], **keys)


def sound(count: int) -> list[Simulated]:
    """Of all difficulties from -2 to 2."""
    return [simulated(f"q-{n}", difficulty=4 * n / (count - 1) - 2) for n in range(count)]


def found(simulations: list[Simulated], folder: Path, count: int = COUNT, seed: int = 1) -> dict:
    measured = items(readers(share(simulations, count, folder, seed)))
    return {key[0].partition("#")[2]: item for key, item in measured.items()}


def test_the_true_difficulty_lies_in_the_interval_about_95_times_in_100(tmp_path: Path):
    simulations = sound(150)

    measured = found(simulations, tmp_path)

    inside = 0
    for each in simulations:
        true = sum(map(each.chance, abilities(COUNT, 1))) / COUNT
        low, high = measured[each.question.partition("#")[2]].interval
        inside += low <= true <= high
    assert 138 <= inside <= 150  # of these readers the variance is smaller than the binomial one


def test_harder_questions_are_measured_as_harder(tmp_path: Path):
    measured = found(sound(5), tmp_path)

    difficulties = [measured[f"q-{n}"].difficulty for n in range(5)]

    assert difficulties == sorted(difficulties, reverse=True)
    assert difficulties[0] > 0.8 and difficulties[4] < 0.2


def test_later_tries_are_told_apart_from_first_ones(tmp_path: Path):
    item = found(sound(9), tmp_path)["q-4"]

    assert item.count - item.right == len(item.lasts)
    assert 0.5 < item.later < 1


def test_what_discriminates_correlates_and_what_does_not_does_not(tmp_path: Path):
    others = sound(20)
    odd = [
        simulated("sharp", discrimination=3),
        simulated("dull", discrimination=0),
        simulated("inverted", discrimination=-1.5),
    ]

    measured = found([*others, *odd], tmp_path)

    sharp, dull, inverted = (
        measured[each].correlation_interval for each in ("sharp", "dull", "inverted")
    )
    assert sharp[0] > 0.3
    assert dull[0] < 0 < dull[1]
    assert inverted[1] < -0.1


def lures_the_good(ability: float, luck: Random) -> list[int]:
    return [2] if ability > 0 else [1]


def suspicions(simulations: list[Simulated], folder: Path, **keys: int) -> dict[str, str]:
    measured = found(simulations, folder, **keys)
    told = {name: " / ".join(reasons(item, QUESTION)) for name, item in measured.items()}
    return {name: words for name, words in told.items() if words and name != "else"}


def test_questions_that_are_wrong_are_suspect_for_the_right_reason(tmp_path: Path):
    certain = {"sure": lambda ability, right, luck: 2, "difficulty": 1}
    told = suspicions(
        [
            *sound(15),
            simulated("too-easy", difficulty=-99),
            simulated("wrong-key", discrimination=-1.5),
            simulated("two-right", discrimination=0.1, wrong=lures_the_good),
            simulated("belief", **certain),
        ],
        tmp_path,
    )

    assert told.keys() == {"too-easy", "wrong-key", "two-right", "belief"}
    assert "nobody of 200 gets it wrong" in told["too-easy"]
    assert "look whether the key is right" in told["wrong-key"]
    assert "wrong choice 2, 'another lure', is taken by better readers" in told["two-right"]
    assert "who were certain are wrong" in told["belief"]


def test_sound_questions_are_not_suspect(tmp_path: Path):
    blamed = []
    for seed in range(5):
        folder = tmp_path / str(seed)
        folder.mkdir()
        blamed += suspicions(sound(40), folder, count=100, seed=seed)

    assert len(blamed) <= 4  # of 200


def test_of_few_readers_nothing_is_said(tmp_path: Path):
    assert suspicions([*sound(9), simulated("too-easy", difficulty=-99)], tmp_path, count=20) == {}


def test_an_edit_that_helps_is_told_from_none(tmp_path: Path):
    before = Simulated("guide/01-broker#x", "old", [0], difficulty=1, share=0.5)
    after = Simulated("guide/01-broker#x", "new", [0], difficulty=-0.5, share=0.5)
    same = Simulated("guide/01-broker#x", "newer", [0], difficulty=1, share=0.5)

    measured = items(readers(share([*sound(8), before, after, same], COUNT, tmp_path)))

    old, new, newer = (measured["guide/01-broker#x", each] for each in ("old", "new", "newer"))
    assert change(old, new)[1] > 0
    assert change(old, newer)[1] < 0 < change(old, newer)[2]


def test_the_interval_of_a_change_is_newcombes():
    """The example of Newcombe (1998), table II (a): 56/70 against 48/80."""
    old, new = (
        items([Reader({("q", "r"): [Try((0,), right)]}) for right in rights])["q", "r"]
        for rights in ([True] * 48 + [False] * 32, [True] * 56 + [False] * 14)
    )

    assert change(old, new) == pytest.approx((0.2, 0.0524, 0.3339), abs=1e-4)


def test_rest_scores_leave_out_the_question_itself_in_every_wording():
    right, wrong = [Try((0,), True)], [Try((0,), False)]
    reader = Reader(
        {("q", "old"): wrong, ("q", "new"): wrong} | {(f"o{n}", "r"): right for n in range(5)}
    )

    rest = rest_scores(reader)

    assert (rest["q", "old"], rest["q", "new"]) == (1, 1)
    assert isclose(rest["o0", "r"], 4 / 6)


def test_correlations_are_pearsons_with_fishers_interval():
    assert isclose(pearson([(1, 0), (2, 1), (3, 0), (4, 1)]), 0.4472, abs_tol=1e-4)
    assert pearson([(1, 1), (2, 1), (3, 1)]) is None
    assert fisher(0.5, 103) == pytest.approx((0.3393, 0.6323), abs=1e-4)


ANSWERS = {
    "guide/01-broker#who-keeps-it": {
        "page": "guide/01-broker/",
        "tries": [
            {"at": 1, "revision": "REVISION", "answer": [1], "right": False, "sure": 2},
            {"at": 2, "revision": "REVISION", "answer": [0], "right": True},
        ],
    },
    "guide/01-broker#typed": {
        "page": "guide/01-broker/",
        "tries": [{"at": 3, "revision": "t", "answer": "y" * 500, "right": True, "instead": "x#y"}],
    },
    "guide/01-broker#own-words": {
        "page": "guide/01-broker/",
        "tries": [{"at": 4, "revision": "o", "answer": "a secret", "right": None}],
    },
}


def one_try(key: str, value: str) -> str:
    """A file of one try, sound but for one value, which is written as it is."""
    sound = {"question": '"a#b"', "revision": '"r"', "answer": "[0]", "right": "true"}
    written = ", ".join(f'"{name}": {each}' for name, each in (sound | {key: value}).items())
    return f'{{"format": "handoff-tries", "version": 1, "tries": [{{{written}}}]}}'


def shared(revision: str = "r") -> str:
    answers = json.loads(json.dumps(ANSWERS).replace("REVISION", revision))
    return in_javascript("share", [["shared", answers]])[0]


def test_what_a_browser_shares_is_read_and_has_no_time_place_or_own_words(tmp_path: Path):
    (tmp_path / "one.json").write_text(shared())

    (reader,) = readers([tmp_path / "one.json"])

    assert reader.tries["guide/01-broker#who-keeps-it", "r"] == [
        Try((1,), False, 2),
        Try((0,), True),
    ]
    assert len(reader.tries["guide/01-broker#typed", "t"][0].answer) == 100
    keys = {key for each in json.loads(shared())["tries"] for key in each}
    assert keys == {"question", "revision", "answer", "right", "sure", "review"}
    assert "secret" not in shared()


def test_the_command_tells_figures_with_file_and_line(project, question, tmp_path, capsys):
    project.quiz(question())
    (asked,) = project.load()
    file = tmp_path / "one.json"
    file.write_text(shared(asked.revision))

    assert main(["items", str(file), str(file)]) == 0

    out = capsys.readouterr().out
    assert "1 readers, 1 questions" in out
    assert "quizzes/guide/01-broker.json:2:3: who-keeps-it" in out
    assert "right at first: 0% (0% to 79%) of 1; fewer than 30, too few to judge" in out
    assert "right in the end: 100% of 1 who tried again" in out
    assert "certain, but wrong: 1 of 1" in out
    assert "✓   0%  The broker\n      100%  The worker" in out


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "1:1: is empty"),
        ("[]", "1:1: holds no shared tries"),
        ("{}", "1:1: holds no shared tries"),
        ('{"version": 2}', "1:1: holds no shared tries"),
        ('{"format": "handoff-tries", "version": 2, "tries": []}', "1:1: holds tries of version 2"),
        ('{"format": "handoff-tries",\n "vers', "2:2: is no whole JSON"),
        ("[" * 100_000, "1:1: holds no shared tries"),
        (one_try("answer", "[1e999]"), "1:1: holds no shared tries"),
        (one_try("answer", "null"), "1:1: holds no shared tries"),
        (one_try("question", "[]"), "1:1: holds no shared tries"),
    ],
)
def test_a_file_that_holds_no_tries_is_told(project, tmp_path, capsys, content, told):
    file = tmp_path / "holiday.json"
    file.write_text(content)

    assert main(["items", str(file)]) == 1

    assert f"holiday.json:{told}" in capsys.readouterr().err


def test_every_file_that_holds_no_tries_is_told_by_its_own_name(project, tmp_path, capsys):
    names = ["good", "good-again", "holiday", "empty"]
    for name, content in zip(names, [shared(), shared(), "[]", ""], strict=True):
        (tmp_path / name).write_text(content)

    assert main(["items", *(str(tmp_path / name) for name in names)]) == 1

    lines = capsys.readouterr().err.splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        str(tmp_path / name) for name in ("holiday", "empty")
    ]


def test_tries_at_questions_of_another_site_are_told(project, question, tmp_path, capsys):
    project.quiz(question())
    (tmp_path / "one.json").write_text(shared().replace("guide/", "knots/"))

    assert main(["items", str(tmp_path / "one.json")]) == 0

    out = capsys.readouterr().out
    assert "1 readers, 0 questions" in out
    assert "suspect" not in out
    assert "no quiz here has them: 2 (knots/01-broker#typed, knots/01-broker#who-keeps" in out


def test_the_example_of_the_authors_page_is_what_the_command_prints():
    recorded = (ROOT / "quizzes" / "authors" / "items.txt").read_text(encoding="utf-8")

    assert recorded == example()
