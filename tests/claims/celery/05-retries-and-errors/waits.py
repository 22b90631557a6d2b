"""How long a retry waits, and how many retries outlast an outage."""

import re
from itertools import pairwise

from celery.utils.time import get_exponential_backoff_interval

HEAD = """
    from celery import Celery
    from notes import note

    app = Celery("tasks")

    @app.task({options})
    def post():
        note("run")
        raise ConnectionError("down")
"""
CAUGHT = "autoretry_for=(ConnectionError,)"
EVEN = f"{CAUGHT}, retry_backoff=True, retry_jitter=False, max_retries=99"
OUTAGE = 6 * 60  # seconds


def worker_with(project, options):
    """A worker whose only task fails, and is declared with these options."""
    project.write("tasks.py", HEAD.format(options=options))
    return project.worker(mingle=False)


def announced(worker, times=1):
    """The seconds that the worker's log announces before each retry, once there are so many."""
    worker.wait_for("Retry in", times=times)
    return [int(seconds) for seconds in re.findall(r"Retry in (\d+)s", worker.log)]


def test_without_backoff_a_retry_waits_for_three_minutes(project):
    """`autoretry_for` without `retry_backoff` waits 180 seconds, the default delay."""
    worker = worker_with(project, CAUGHT)

    project.tasks.post.delay()

    assert announced(worker) == [180]


def test_without_backoff_a_retry_waits_for_three_minutes__control(project):
    """With `retry_backoff=True` (and no jitter) the same task waits 1 second."""
    worker = worker_with(project, f"{CAUGHT}, retry_backoff=True, retry_jitter=False")

    project.tasks.post.delay()

    assert announced(worker)[0] == 1


def test_backoff_doubles_the_wait(project):
    """`retry_backoff=True` without jitter waits 1, 2 and 4 seconds: four runs for three retries."""
    worker = worker_with(project, f"{CAUGHT}, retry_backoff=True, retry_jitter=False")

    project.tasks.post.delay().get(timeout=30, propagate=False)

    assert announced(worker) == [1, 2, 4]
    runs = [run.at for run in project.notes]
    gaps = [later - earlier for earlier, later in pairwise(runs)]
    assert [gap > wait * 0.9 for gap, wait in zip(gaps, [1, 2, 4], strict=True)] == [True] * 3


def test_backoff_doubles_the_wait__control(project):
    """Without `retry_backoff` a delay of one second stays one second."""
    worker = worker_with(project, f"{CAUGHT}, default_retry_delay=1")

    project.tasks.post.delay().get(timeout=30, propagate=False)

    assert announced(worker) == [1, 1, 1]


def test_backoff_is_capped_at_ten_minutes(project):
    """Backoff grows to 600 seconds and no further."""
    worker = worker_with(project, EVEN)

    for retries in (9, 10, 20):
        project.tasks.post.apply_async(retries=retries)

    assert announced(worker, times=3) == [512, 600, 600]


def test_backoff_is_capped_at_ten_minutes__control(project):
    """With another `retry_backoff_max` the cap is there instead, lower or higher."""
    worker = worker_with(project, f"{EVEN}, retry_backoff_max=2000")

    for retries in (9, 10, 20):
        project.tasks.post.apply_async(retries=retries)

    assert announced(worker, times=3) == [512, 1024, 2000]


def test_jitter_draws_the_wait_from_zero(project):
    """By default the wait is drawn between zero and the full backoff, both included."""
    worker = worker_with(project, f"{CAUGHT}, retry_backoff=True")

    for _ in range(150):  # each value is missing in (4/5) ** 150 of all runs: never
        project.tasks.post.apply_async(retries=2)  # the third wait: 4 seconds at most

    assert set(announced(worker, times=150)) == {0, 1, 2, 3, 4}


def test_jitter_draws_the_wait_from_zero__control(project):
    """With `retry_jitter=False` the third wait is 4 seconds each time."""
    worker = worker_with(project, f"{CAUGHT}, retry_backoff=True, retry_jitter=False")

    for _ in range(20):
        project.tasks.post.apply_async(retries=2)

    assert set(announced(worker, times=20)) == {4}


def share_that_gives_up(retries, jitter=True, tasks=4000):
    """Of the tasks that fail when the outage starts, the share whose last try is too early."""
    caught = 0
    for _ in range(tasks):
        waits = (get_exponential_backoff_interval(1, n, 600, jitter) for n in range(retries))
        caught += sum(waits) < OUTAGE
    return caught / tasks


def test_twelve_retries_outlast_six_minutes():
    """With jitter, ten retries give up within six minutes in one case of five; twelve do not.

    Drawn 4,000 times from the function that Celery draws each wait from; the runs themselves take
    no time here. The shares are near 0.21 and 0.003, so the bounds are ten deviations away.
    """
    assert 0.14 < share_that_gives_up(10) < 0.28
    assert share_that_gives_up(12) < 0.015


def test_twelve_retries_outlast_six_minutes__control():
    """Without jitter nine retries are enough, each time: 1 + 2 + … + 256 = 511 seconds."""
    assert share_that_gives_up(9, jitter=False, tasks=1) == 0
    assert share_that_gives_up(8, jitter=False, tasks=1) == 1
