"""Rate limits and what they hold up, and many calls in one message."""

import pytest
from celery.exceptions import TimeoutError

from handoff.samples.waiting import wait_until

TASKS = """
    from celery import Celery, group
    from notes import note

    app = Celery("tasks")


    @app.task
    def say(*words):
        note(*words)


    @app.task(rate_limit="1/h")
    def hourly(number):
        note("hourly", number)


    @app.task(autoretry_for=(ConnectionError,), default_retry_delay=0)
    def third_fails(number):
        note("tried", number)
        if number == 3:
            raise ConnectionError
"""


@pytest.fixture
def tasks(project):
    project.write("tasks.py", TASKS)
    return project.tasks


def hold_back(project, tasks, number):
    """A worker with one slot has run one of the limited tasks, and has taken what it takes."""
    for each in range(number):
        tasks.hourly.delay(each)
    project.worker(mingle=False)
    expected = min(number - 1, 4)
    wait_until(lambda: project.notes == ["hourly 0"], "the first to run")
    wait_until(lambda: project.broker.unacknowledged() == expected, f"{expected} are held")


@pytest.mark.brokers("redis", "rabbitmq")
def test_rate_limited_tasks_hold_up_the_others(project, tasks):
    """A worker that holds four tasks back, all it may reserve, takes nothing else from the queue.

    Control: With three held back the other task runs: rate_limited_tasks_hold_up_the_others.
    """
    hold_back(project, tasks, number=6)
    assert project.broker.waiting() == 1

    said = tasks.say.delay("said")

    with pytest.raises(TimeoutError):
        said.get(timeout=5)
    assert project.broker.waiting() == 2


@pytest.mark.brokers("redis", "rabbitmq")
def test_rate_limited_tasks_hold_up_the_others__control(project, tasks):
    """With three held back there is room for one more, and another task runs at once."""
    hold_back(project, tasks, number=4)

    tasks.say.delay("said").get(timeout=60)

    assert project.notes == ["hourly 0", "said"]


def hold_back_on_two_queues(project, tasks, number):
    """A worker of two queues has taken limited tasks from one; what a task in the other does."""
    for each in range(number):
        tasks.hourly.delay(each)
    project.worker("-Q", "celery,other", mingle=False)
    expected = min(number - 1, 4)
    wait_until(lambda: project.broker.unacknowledged() == expected, f"{expected} are held")
    return tasks.say.apply_async(["other"], queue="other")


@pytest.mark.slow
@pytest.mark.brokers("valkey", "redis")
def test_on_redis_held_tasks_hold_up_other_queues_too(project, tasks):
    """On Redis a worker that holds four tasks back takes nothing from its other queues either.

    With its default prefetch, and one slot.
    """
    said = hold_back_on_two_queues(project, tasks, number=6)

    with pytest.raises(TimeoutError):
        said.get(timeout=5)
    assert project.broker.waiting("other") == 1


@pytest.mark.slow
@pytest.mark.brokers("valkey", "redis")
def test_on_redis_held_tasks_hold_up_other_queues_too__control(project, tasks):
    """With three held back it takes one from the other queue, too."""
    said = hold_back_on_two_queues(project, tasks, number=4)

    said.get(timeout=60)


def send(project, program):
    """Run a program that has all of tasks.py, and what it prints."""
    project.write("send.py", "from tasks import *\n" + program)
    return project.run("python send.py").strip()


@pytest.mark.brokers("valkey", "rabbitmq")
def test_a_chunk_is_one_message(project, tasks):
    """A hundred calls in chunks of fifty are two messages.

    Control: A group of a hundred calls is a hundred messages.
    """
    send(project, "say.chunks(zip(range(100)), 50).apply_async()")
    assert project.broker.waiting() == 2

    send(project, "group(say.s(number) for number in range(100)).apply_async()")
    assert project.broker.waiting() == 102


ENDS = """
for result in results:
    result.get(timeout=60, propagate=False)
print(*[result.state for result in results])
"""


def test_an_error_in_a_chunk_ends_the_rest_of_it(project, tasks):
    """When the third of five calls raises the last two don't run, and nothing is retried."""
    project.worker(mingle=False)

    calls = "third_fails.chunks([(n,) for n in range(1, 6)], 5)"
    states = send(project, f"results = {calls}.apply_async().results{ENDS}")

    assert states == "FAILURE"
    assert project.notes == ["tried 1", "tried 2", "tried 3"]


def test_an_error_in_a_chunk_ends_the_rest_of_it__control(project, tasks):
    """As five messages the other four run, and the third is tried four times."""
    project.worker(mingle=False)

    states = send(project, f"results = [third_fails.delay(n) for n in range(1, 6)]{ENDS}")

    assert states == "SUCCESS SUCCESS FAILURE SUCCESS SUCCESS"
    assert project.notes.count("tried 3") == 4
    assert len(project.notes) == 8


def test_a_chunk_ignores_the_rate_limit_of_its_task(project, tasks):
    """Three calls in a chunk run one after another although their task may run once an hour.

    Control: As messages of their own only the first runs: rate_limited_tasks_hold_up_the_others.
    """
    project.worker(mingle=False)

    send(project, f"results = hourly.chunks([(0,), (1,), (2,)], 3).apply_async().results{ENDS}")

    assert project.notes == ["hourly 0", "hourly 1", "hourly 2"]
