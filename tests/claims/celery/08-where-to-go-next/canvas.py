"""Chain, group and chord, on real brokers with a real worker."""

import pytest
from celery import chain, chord, group

from handoff.samples.waiting import wait_until

TASKS = """
    import time

    from celery import Celery
    from notes import note

    app = Celery("tasks")

    @app.task
    def count_signups(day, seconds=0):
        time.sleep(seconds)
        note("counted", day)
        return len(day)

    @app.task
    def add_up(counts):
        note("added", *counts)
        return sum(counts)

    @app.task
    def write_report(count):
        note("wrote", count)
        return f"{count} sign-ups"

    @app.task
    def email_report(*words):
        return words

    @app.task
    def close_day():
        return "closed"

    @app.task
    def fail():
        raise ValueError("nope")
"""


@pytest.fixture
def tasks(project):
    project.write("tasks.py", TASKS)
    return project.tasks


@pytest.mark.brokers("valkey", "redis", "rabbitmq")
def test_chain_hands_each_result_to_the_next_task(project, tasks):
    """Each task of a chain gets the result of the one before as its first argument.

    Control: `.si()` is given none: immutable_signature_takes_no_result.
    """
    project.worker()

    last = chain(tasks.count_signups.s("monday"), tasks.write_report.s())()

    assert last.get(timeout=20) == "6 sign-ups"
    assert project.notes == ["counted monday", "wrote 6"]
    assert last.parent.get(timeout=5) == 6
    sent = chain(tasks.count_signups.s("monday"), tasks.email_report.s("ada"))()
    assert sent.get(timeout=20) == [6, "ada"]


def test_chain_stops_at_the_first_failure(project, tasks):
    """When a task of a chain fails, those after it are not run, and get() raises its exception.

    Control: Where none fails, the next one runs: chain_hands_each_result_to_the_next_task.
    """
    project.worker()

    last = chain(tasks.fail.s(), tasks.write_report.s())()

    with pytest.raises(ValueError, match="nope"):
        last.get(timeout=20)
    assert last.parent.state == "FAILURE"
    tasks.close_day.delay().get(timeout=20)  # what the worker does next
    assert project.notes == []


def test_group_results_keep_the_order_of_the_group(project, tasks):
    """The list of a group's results has the order of the group, not the order of finishing."""
    project.worker("-c", "2")

    week = group(tasks.count_signups.s("slow", 1.5), tasks.count_signups.s("fast day"))()

    assert week.get(timeout=20) == [4, 8]
    assert project.notes == ["counted fast day", "counted slow"]


@pytest.mark.brokers("valkey", "redis", "rabbitmq")
def test_chord_runs_its_callback_once_with_all_results(project, tasks):
    """A chord's last task runs once, after all of the group, with the list of their results.

    Control: Where one of the group fails, it never runs:
    chord_with_a_failing_task_never_runs_its_callback.
    """
    project.worker("-c", "2")

    total = chord([tasks.count_signups.s(day) for day in ("a", "bb", "ccc")])(tasks.add_up.s())

    assert total.get(timeout=20) == 6
    assert sorted(project.notes[:3]) == ["counted a", "counted bb", "counted ccc"]
    assert project.notes[3:] == ["added 1 2 3"]


def test_chord_with_a_failing_task_never_runs_its_callback(project, tasks):
    """When one task of a chord fails, the others still run, and the callback does not.

    Control: Where none fails, it runs: chord_runs_its_callback_once_with_all_results.
    """
    project.worker()

    total = chord([tasks.fail.s(), tasks.count_signups.s("bb")])(tasks.add_up.s())
    failure = total.get(timeout=20, propagate=False)
    assert total.parent.results[1].get(timeout=20) == 2

    assert type(failure).__name__ == "ChordError"
    assert "ValueError('nope')" in str(failure)
    wait_until(lambda: project.notes == ["counted bb"], lambda: f"the other task: {project.notes}")
    tasks.close_day.delay().get(timeout=20)
    assert project.notes == ["counted bb"]


def test_get_of_a_failed_chord_raises_the_first_exception(project, tasks):
    """get() on a failed chord raises what the failing task raised; the chord keeps a ChordError.

    Control: Where none fails, it returns a value: chord_runs_its_callback_once_with_all_results.
    """
    project.worker()

    total = chord([tasks.fail.s(), tasks.count_signups.s("bb")])(tasks.add_up.s())

    with pytest.raises(ValueError, match="nope"):
        total.get(timeout=20)
    wait_until(total.ready, "the chord's own state")
    assert type(total.result).__name__ == "ChordError"


def test_chord_without_a_result_backend_is_refused(project, tasks):
    """Without a result backend a chord raises NotImplementedError, and nothing is sent."""
    project.set(CELERY_RESULT_BACKEND="disabled://")
    counting = [tasks.count_signups.s("a"), tasks.count_signups.s("bb")]

    for last in (tasks.add_up.s(), tasks.close_day.si()):
        with pytest.raises(NotImplementedError, match="result backend"):
            (group(counting) | last).delay()

    assert project.broker.waiting() == 0


def test_chord_without_a_result_backend_is_refused__control(project, tasks):
    """With a backend the header is sent, a message for each task."""
    counting = [tasks.count_signups.s("a"), tasks.count_signups.s("bb")]

    chord(counting)(tasks.add_up.s())

    assert project.broker.waiting() == 2


HELPER = "Task celery.chord_unlock"
ADD_UP = """
    from celery import chord
    from tasks import add_up, count_signups

    print(chord([count_signups.s("a"), count_signups.s("bb")])(add_up.s()).get(timeout=60))
"""


def log_of_a_chord(project):
    """What the worker logs while a program of its own sends a chord and reads its sum."""
    project.write("tasks.py", TASKS)
    project.write("add_up.py", ADD_UP)
    worker = project.worker()
    assert project.run("python add_up.py").strip() == "3"
    return worker.log


def test_chord_on_a_database_asks_a_helper_task(project):
    """With results in a database a task of Celery's, chord_unlock, looks until all are there."""
    project.set(CELERY_RESULT_BACKEND="db+sqlite:///results.db")

    assert HELPER in log_of_a_chord(project)


def test_chord_on_a_database_asks_a_helper_task__control(project):
    """With results in Redis no such task is run: the worker that stores the last one sends on."""
    assert HELPER not in log_of_a_chord(project)


LOOKS_AGAIN = "retry: Retry in"  # what the worker logs of chord_unlock
SEND_CHORD = """
from celery import chord
from tasks import add_up, count_signups

chord([count_signups.s("a"), count_signups.s("bb")])(add_up.s())
"""


def send_a_chord_of_ignored_results(project):
    """A worker has counted both days, and their results were ignored."""
    project.write("tasks.py", f"{TASKS}\n    app.conf.task_ignore_result = True\n")
    project.write("send_chord.py", SEND_CHORD)
    worker = project.worker(mingle=False)
    project.run("python send_chord.py")
    wait_until(lambda: {"counted a", "counted bb"} <= {*project.notes}, worker.tail)
    return worker


def added(project) -> bool:
    return any(note.startswith("added") for note in project.notes)


def test_chord_on_a_database_waits_for_ignored_results(project):
    """With results in a database and task_ignore_result a chord's helper looks on in vain.

    It has looked three times more since the group was done, and the last task hasn't run.
    """
    project.set(CELERY_RESULT_BACKEND="db+sqlite:///results.db")
    worker = send_a_chord_of_ignored_results(project)
    before = worker.log.count(LOOKS_AGAIN)

    wait_until(lambda: worker.log.count(LOOKS_AGAIN) >= before + 3, worker.tail)

    assert not added(project)


def test_chord_on_a_database_waits_for_ignored_results__control(project):
    """With results in Redis the same chord is completed."""
    send_a_chord_of_ignored_results(project)

    wait_until(lambda: added(project), lambda: f"the last task runs: {project.notes}")


@pytest.mark.brokers("rabbitmq")
def test_chord_over_rpc_is_refused(project, tasks):
    """The rpc:// result backend has no chords: sending one raises NotImplementedError.

    Control: With results in Redis the group is sent: chord_without_a_result_backend_is_refused.
    """
    project.set(CELERY_RESULT_BACKEND="rpc://")

    with pytest.raises(NotImplementedError, match="does not support chords"):
        chord([tasks.count_signups.s("a"), tasks.count_signups.s("bb")])(tasks.add_up.s())


def test_chain_and_group_are_sent_without_a_result_backend(project, tasks):
    """A chain and a group need no result backend: their tasks run all the same.

    Control: A chord does need one: chord_without_a_result_backend_is_refused.
    """
    project.set(CELERY_RESULT_BACKEND="disabled://")
    chain(tasks.count_signups.s("a"), tasks.write_report.s())()
    group(tasks.count_signups.s("bb"), tasks.count_signups.s("ccc"))()

    project.worker()

    wait_until(lambda: len(project.notes) == 4, lambda: f"four tasks: {project.notes}")
    assert "wrote 1" in project.notes


def test_immutable_signature_takes_no_result(project, tasks):
    """`.s()` in a chain is given the result before it, wanted or not; `.si()` is not.

    Control: The same chain, once with `.s()` and once with `.si()`.
    """
    project.worker()

    given = chain(tasks.count_signups.s("a"), tasks.close_day.s())()
    with pytest.raises(TypeError, match="takes 0 positional arguments but 1 was given"):
        given.get(timeout=20)

    left_alone = chain(tasks.count_signups.s("a"), tasks.close_day.si())()
    assert left_alone.get(timeout=20) == "closed"


def test_a_chord_can_be_followed_by_more(project, tasks):
    """Group, task and one more task in a pipe: counted side by side, added up, then reported."""
    project.worker("-c", "2")
    days = group(tasks.count_signups.s(day) for day in ("a", "bb", "ccc"))

    report = (days | tasks.add_up.s() | tasks.write_report.s()).delay()

    assert report.get(timeout=30) == "6 sign-ups"
    assert project.notes[3:] == ["added 1 2 3", "wrote 6"]
