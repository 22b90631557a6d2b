"""The prefetch simulator says what real workers hold."""

import pytest

from handoff.samples.waiting import wait_until
from tests.quiz.javascript import in_javascript
from tests.simulators.drawn import answers, rows, said

NAME = "prefetch"
APP = """
    import time

    from celery import Celery
    from notes import note

    app = Celery("tasks")
    app.conf.update(SETTING)


    @app.task(acks_late=LATE)
    def nap():
        note("began")
        time.sleep(60)
"""
BOTH = pytest.mark.brokers("valkey", "rabbitmq")


def really_held(project, setting: dict, workers: int, messages: int, told: dict) -> list[dict]:
    """What each of so many workers, started one after the other, runs and holds."""
    options = {"worker_prefetch_multiplier": setting["multiplier"]}
    options["worker_disable_prefetch"] = setting["disabled"]
    source = APP.replace("SETTING", f"**{options}").replace("LATE", str(setting["late"]))
    project.write("tasks.py", source)
    for _ in range(messages):
        project.tasks.nap.delay()
    return [started(project, str(setting["slots"]), share) for share in told[:workers]]


def started(project, slots: str, told: dict) -> dict:
    """What one more worker runs and holds, once it has as much as it is told to have."""
    before = project.notes.count("began")
    worker = project.worker("-c", slots)
    if told["runs"]:
        worker.wait_for(" received", times=told["runs"] + told["waits"])
    wait_until(
        lambda: project.notes.count("began") == before + told["runs"],
        lambda: f"{told}: {project.notes}",
    )
    runs = project.notes.count("began") - before
    return {"runs": runs, "waits": worker.log.count(" received") - runs}


@BOTH
@pytest.mark.parametrize(
    ("multiplier", "slots", "late", "workers", "messages"),
    [
        (4, 1, False, 2, 12),
        (1, 2, False, 2, 12),
        (1, 2, True, 2, 12),
        (3, 2, True, 2, 9),
        (0, 1, False, 2, 9),
    ],
)
def test_workers_hold_what_it_says(project, multiplier, slots, late, workers, messages):
    setting = {"multiplier": multiplier, "slots": slots, "late": late, "disabled": False}

    holds_what_it_says(project, setting, workers, messages)


@pytest.mark.brokers("valkey")
def test_workers_without_prefetch_hold_what_it_says(project):
    setting = {"multiplier": 4, "slots": 2, "late": False, "disabled": True}

    holds_what_it_says(project, setting, workers=2, messages=9)


def holds_what_it_says(project, setting, workers, messages):
    (told,) = in_javascript(f"celery/simulators/{NAME}", [["held", setting, workers, messages]])

    found = really_held(project, setting, workers, messages, told)

    assert found == told
    left = messages - sum(each["runs"] + each["waits"] for each in told)
    assert project.broker.waiting() == left


def test_the_page_says_what_the_rules_say_to_its_first_values():
    (answer,) = answers(NAME, {})

    assert (rows(NAME), said(NAME)) == (answer["rows"], answer["said"])


def test_words():
    one, none, idle = answers(
        NAME,
        {"multiplier": "1", "workers": "1", "messages": "2"},
        {"multiplier": "1", "late": True},
        {"multiplier": "0", "workers": "3"},
    )

    assert one["said"] == (
        "1 task waits in the hands of a worker, where no other can get at it."
        " The broker has none left."
    )
    assert none["said"].startswith("No task waits in the hands of a worker. 10 tasks wait in the")
    assert "though 2 workers have a free slot" in idle["said"]


@pytest.mark.parametrize("field", ["messages", "workers", "slots", "multiplier"])
def test_wrong_input_says_what_would_do(field):
    (answer,) = answers(NAME, {field: "1.5"})

    assert list(answer["wrong"]) == [field]
    assert "“1.5” won’t do; write a whole number from" in answer["wrong"][field]
