"""A task that leaks, and what replaces the child that it fills."""

import re
import sys

import pytest

LEAKING = """
    import os

    import psutil
    from celery import Celery

    app = Celery("tasks")
    kept = []


    def here():
        return os.getpid(), psutil.Process().memory_info().rss / 2**20


    @app.task
    def leak(megabytes):
        kept.append(b"x" * (megabytes * 2**20))
        return here()


    @app.task
    def borrow(megabytes):
        bytes(b"x" * (megabytes * 2**20))
        return here()
"""
MEGABYTES = 1024  # the option counts in KiB


def nightly(*values):
    """One more way to show the same: `make test-claims` takes it, too."""
    return pytest.param(*values, marks=pytest.mark.slow)


LINUX = pytest.mark.skipif(sys.platform != "linux", reason="reads what Linux says of memory")


@pytest.fixture
def start(project):
    """start(options …): a worker, and how to call it: run("leak", 20) → (pid, megabytes)."""
    project.write("tasks.py", LEAKING)

    def begin(*options):
        project.worker(*map(str, options), mingle=False)
        return lambda name, megabytes: tuple(
            getattr(project.tasks, name).delay(megabytes).get(timeout=60)
        )

    return begin


def test_a_leak_stays_until_the_child_is_replaced(start):
    """A child keeps what its tasks leak; with --max-tasks-per-child 3 the next one starts small."""
    run = start("--max-tasks-per-child", 3)

    (first, small), (_, _), (third, large), (fourth, again) = [run("leak", 30) for _ in range(4)]

    assert first == third != fourth
    assert large > small + 50
    assert again < small + 20


def test_a_leak_stays_until_the_child_is_replaced__control(start):
    """Without the option the fourth task finds the memory of all four in the same child."""
    run = start()

    runs = [run("leak", 30) for _ in range(4)]

    assert len({pid for pid, _ in runs}) == 1
    assert runs[3][1] > runs[0][1] + 80


@LINUX
def test_a_child_over_its_memory_limit_ends_its_task_first(start):
    """A task goes far over worker_max_memory_per_child and ends well; then its child is replaced.

    Control: Tasks that stay below the limit leave the child where it is.
    """
    run = start("--max-memory-per-child", 200 * MEGABYTES)
    below = [run("leak", 20), run("leak", 20)]

    over = run("leak", 400)
    after = run("leak", 0)

    assert over[1] > 400
    assert below[0][0] == below[1][0] == over[0] != after[0]


@LINUX
def test_the_memory_limit_counts_what_was_given_back(start):
    """A task borrows memory and gives it back, and its child is replaced all the same.

    Control: A task that borrows less leaves the child where it is.
    """
    run = start("--max-memory-per-child", 200 * MEGABYTES)
    below = [run("borrow", 20), run("borrow", 20)]

    over = run("borrow", 400)
    after = run("borrow", 0)

    assert over[1] < 150  # when it ended, it had given the memory back
    assert below[0][0] == below[1][0] == over[0] != after[0]


@LINUX
def test_a_limit_below_what_the_parent_loaded_replaces_every_child(project, start):
    """What was loaded before the fork counts: a limit below it replaces the child each time."""
    project.write("tasks.py", LEAKING + "\n    loaded = b'x' * (150 * 2**20)\n")
    run = start("--max-memory-per-child", 150 * MEGABYTES)

    assert len({run("leak", 0)[0] for _ in range(3)}) == 3


@LINUX
def test_a_limit_below_what_the_parent_loaded_replaces_every_child__control(start):
    """The same limit, and nothing loaded: one child runs all three."""
    run = start("--max-memory-per-child", 150 * MEGABYTES)

    assert len({run("leak", 0)[0] for _ in range(3)}) == 1


def told(project, start, *options):
    """After three tasks: what the log says beside the tasks, and which children it names."""
    run = start(*options)
    for _ in range(3):
        run("leak", 0)
    (worker,) = project.processes
    worker.wait_for(" succeeded in ", times=3)
    said = worker.log.partition(" ready.\n")[2].splitlines()
    others = [line for line in said if " received" not in line and " succeeded" not in line]
    return others, sorted(set(re.findall(r"ForkPoolWorker-\d+", "\n".join(said))))


@pytest.mark.parametrize(
    "limit",
    [("--max-memory-per-child", 10 * MEGABYTES), nightly(("--max-tasks-per-child", 1))],
)
def test_the_log_tells_of_a_new_child_by_its_number_only(project, start, limit):
    """At level INFO nothing is logged when a child is replaced, but ForkPoolWorker-N counts up."""
    others, children = told(project, start, *limit)

    assert others == []
    assert children == ["ForkPoolWorker-1", "ForkPoolWorker-2", "ForkPoolWorker-3"]


def test_the_log_tells_of_a_new_child_by_its_number_only__control(project, start):
    """Without a limit it's the same number all the time."""
    others, children = told(project, start)

    assert (others, children) == ([], ["ForkPoolWorker-1"])


@pytest.mark.parametrize("pool", ["threads", nightly("gevent"), nightly("solo")])
def test_only_prefork_replaces_what_leaks(start, pool):
    """With threads, gevent and solo both limits are accepted, and nothing is replaced.

    Control: With prefork each of them replaces the child: a_leak_stays_until_the_child_is_replaced,
    a_limit_below_what_the_parent_loaded_replaces_every_child.
    """
    limits = ["--max-tasks-per-child", 1, "--max-memory-per-child", 10 * MEGABYTES]
    run = start("--pool", pool, *limits)

    assert len({run("leak", 20)[0] for _ in range(3)}) == 1


@LINUX
@pytest.mark.parametrize(("pool", "shown"), [("prefork", False), ("solo", True)])
def test_inspect_stats_shows_the_parents_memory(project, start, pool, shown):
    """`maxrss` of `inspect stats` is the parent's: what a child leaks doesn't show in it.

    Control: With --pool solo it's the worker itself that leaks, and there it shows.
    """
    run = start("--pool", pool)
    before = maxrss(project)

    pid, leaked = run("leak", int(before) + 100)

    assert leaked > before + 100
    assert pool == "solo" or stats(project)["pool"]["processes"] == [pid]
    assert (maxrss(project) > before + 100) == shown


def stats(project):
    (answer,) = project.tasks.app.control.inspect(timeout=10, limit=1).stats().values()
    return answer


def maxrss(project):
    return stats(project)["rusage"]["maxrss"] / 1024
