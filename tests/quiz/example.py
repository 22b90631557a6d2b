"""`python -m tests.quiz.example > quizzes/authors/items.txt`: what `items` says.

The readers are simulated, the questions those of docs/authors/questions.md. Two are made to look
wrong: many who are certain of one are wrong, and good readers take a wrong choice of another.
"""

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from handoff.quiz.files import name_of
from handoff.quiz.items.measures import items
from handoff.quiz.items.report import report, rows
from handoff.quiz.items.tries import readers
from handoff.quiz.load import Quiz, read
from handoff.quiz.model import Question
from tests.fixtures.site import ROOT
from tests.quiz.simulated import Simulated, share

READERS = 150
DIFFICULTY = {
    "delay-in-a-view": -1.2,
    "what-a-worker-needs": -0.2,
    "call-and-delay": 0.6,
    "type-what-it-prints": 0.2,
    "way-of-a-task": -0.6,
    "piece-that-waits": -1.0,
    "whole-object": -0.3,
}


def lure(ability: float, luck: Random) -> list[int]:
    return [1] if ability > 0.2 else [0]


def simulated(name: str, question: Question) -> Simulated:
    wrong = {
        "several": lambda ability, luck: luck.choice([[0, 2], [0, 3], [0]]),
        "order": lambda ability, luck: luck.choice([[0, 2, 1, 3], [1, 0, 2, 3]]),
        "text": lambda ability, luck: luck.choice(["the result backend", "the client"]),
        "typed": lambda ability, luck: luck.choice(["5\n5", "PENDING\n5"]),
        "line": lure,
    }
    key = question.answer or (question.accept or [list(range(len(question.steps)))])[0]
    keys = {"wrong": wrong[name]} if name in wrong else {}
    if name == "output":
        keys["sure"] = lambda ability, right, luck: luck.choice([0, 1, 2])
    return Simulated(
        f"authors/{name}#{question.id}",
        question.revision,
        key,
        DIFFICULTY[question.id],
        0.1 if name == "line" else 1.5,
        **keys,
    )


def example() -> str:
    quizzes: dict[str, Quiz] = {}
    for kind in ("choice", "several", "output", "typed", "order", "text", "line"):
        path = ROOT / "quizzes" / "authors" / f"{kind}.json"
        quizzes[name_of(path)] = read(path)
    known = [simulated(path.rpartition("/")[2], q.questions[0]) for path, q in quizzes.items()]
    with TemporaryDirectory() as folder:
        files = share(known, READERS, Path(folder))
        found = items(readers(files))
    return report(rows(found, quizzes), READERS) + "\n"


if __name__ == "__main__":
    print(example(), end="")
