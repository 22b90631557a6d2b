"""What eager mode leaves out, and what the worker for tests puts back."""

import os
import threading

import pytest

from tests.django_program import in_django

TASKS = """
    import os
    import threading
    import time

    from celery import Celery
    from notes import note

    app = Celery("tasks")

    @app.task
    def where():
        return [os.getpid(), threading.current_thread().name]

    @app.task(bind=True, max_retries=3, default_retry_delay=180)
    def ask(self):
        note("asked")
        raise self.retry()

    @app.task(soft_time_limit=1)
    def dawdle():
        time.sleep(1.5)
        return "done"

    @app.task
    def fail():
        raise ValueError("nope")
"""


@pytest.fixture
def tasks(project):
    project.write("tasks.py", TASKS)
    project.load("notes")
    return project.tasks


@pytest.fixture
def eager(tasks):
    tasks.app.conf.task_always_eager = True
    return tasks


def test_eager_runs_in_the_caller(project, eager):
    """With task_always_eager `.delay()` runs the function here, and sends no message."""
    result = eager.where.delay()

    assert result.get() == [os.getpid(), threading.current_thread().name]
    assert type(result).__name__ == "EagerResult"
    assert project.broker.waiting() == 0


def test_eager_runs_in_the_caller__control(project, tasks):
    """Without the setting a message is sent, and a worker's process runs the function."""
    result = tasks.where.delay()
    assert project.broker.waiting() == 1

    project.worker()

    assert result.get(timeout=20)[0] != os.getpid()


def test_eager_forgets_the_countdown(eager):
    """Eager mode runs a task that is due in an hour at once."""
    assert eager.where.apply_async(countdown=3600).state == "SUCCESS"


def test_eager_forgets_the_countdown__control(project, tasks):
    """Without eager mode it is sent with its time, and is not run yet."""
    assert tasks.where.apply_async(countdown=3600).state == "PENDING"
    assert project.broker.waiting() == 1


def test_eager_retries_without_waiting(project, tasks):
    """Eager mode makes all four tries while a worker that waits 180 seconds has made one.

    Control: A worker makes one try of the same task, and waits.
    """
    worker = project.worker()
    waiting = tasks.ask.delay()
    worker.wait_for("Retry in 180s")
    assert waiting.state == "RETRY"

    tasks.app.conf.task_always_eager = True
    eager = tasks.ask.delay()

    assert eager.state == "FAILURE"
    here = [note.pid == os.getpid() for note in project.notes if note == "asked"]
    assert sorted(here) == [False, True, True, True, True], project.notes


def test_eager_result_is_unknown_by_its_id(eager):
    """An eager result is not stored: asked for by its id, the state is PENDING."""
    result = eager.where.delay()

    with pytest.warns(RuntimeWarning, match="task_store_eager_result"):
        assert eager.app.AsyncResult(result.id).state == "PENDING"


@pytest.mark.filterwarnings("ignore:Call to deprecated setex:DeprecationWarning")
def test_eager_result_is_unknown_by_its_id__control(eager):
    """With task_store_eager_result its state is found."""
    eager.app.conf.task_store_eager_result = True

    result = eager.where.delay()

    assert eager.app.AsyncResult(result.id).state == "SUCCESS"


def test_eager_has_no_time_limits(project, tasks):
    """Eager mode does not enforce time limits; a worker does.

    Control: A worker ends the same task.
    """
    project.worker()
    with pytest.raises(Exception, match="SoftTimeLimitExceeded"):
        tasks.dawdle.delay().get(timeout=20)

    tasks.app.conf.task_always_eager = True

    assert tasks.dawdle.delay().get() == "done"


def test_eager_keeps_the_exception_in_the_result(eager):
    """Eager `.delay()` does not raise what the task raised, unless task_eager_propagates is set.

    Control: With task_eager_propagates the same call raises.
    """
    assert eager.fail.delay().state == "FAILURE"

    eager.app.conf.task_eager_propagates = True

    with pytest.raises(ValueError, match="nope"):
        eager.fail.delay()


def test_eager_sees_what_is_not_committed(project):
    """Eager mode finds the row of an open transaction, which no worker would.

    Control: A worker finds no row: a_task_sent_inside_a_transaction_does_not_see_the_row.
    """
    printed = in_django(
        project,
        """
        app.conf.task_always_eager = True
        with transaction.atomic():
            user = User.objects.create(address="ada@example.org")
            print(send_welcome_email.delay(user.pk).get())
        """,
    )

    assert printed == ["to ada@example.org: welcome"]


def test_eager_runs_a_task_that_no_worker_knows(project, tasks):
    """Eager mode runs a task from a module that the worker never imports; the worker refuses it.

    Control: A worker refuses the same task.
    """
    project.write(
        "reports.py",
        "from tasks import app\n\n@app.task\ndef build_report(): return 'built'\n",
    )
    build_report = project.load("reports").build_report
    project.worker()
    with pytest.raises(Exception, match=r"reports\.build_report"):
        build_report.delay().get(timeout=20)

    tasks.app.conf.task_always_eager = True

    assert build_report.delay().get() == "built"


PROGRAM = """
    import os
    import threading

    from celery.contrib.testing.worker import start_worker
    from tasks import app, where

    with start_worker(app, perform_ping_check=False):
        pid, thread = where.delay().get(timeout=20)
    print("same process" if pid == os.getpid() else "another process")
    print("same thread" if thread == threading.current_thread().name else "another thread")
"""


def test_worker_for_tests_is_a_thread(project):
    """start_worker() runs a worker in a thread of the test's own process.

    Control: A worker of its own is another process: another_process_runs_the_task.
    """
    project.write("tasks.py", TASKS)
    project.write("program.py", PROGRAM)

    printed = project.run("python program.py").splitlines()

    assert printed == ["same process", "another thread"]


def test_worker_for_tests_works_on_memory(project):
    """start_worker() needs no server: memory:// and cache+memory:// are enough.

    Control: A worker in another process does need one: a_memory_broker_never_leaves_its_process.
    """
    project.write("tasks.py", TASKS)
    project.write("program.py", PROGRAM)
    in_memory = {"CELERY_BROKER_URL": "memory://", "CELERY_RESULT_BACKEND": "cache+memory://"}

    printed = project.run("python program.py", **in_memory).splitlines()

    assert printed == ["same process", "another thread"]


WAITING = """
    import time

    from celery.contrib.testing.worker import start_worker
    from tasks import app, dawdle, where

    with start_worker(app, perform_ping_check=False):
        sent = time.monotonic()
        where.apply_async(countdown=2).get(timeout=20)
        print("waited" if time.monotonic() - sent >= 2 else "did not wait")
        print(dawdle.delay().get(timeout=20))
"""


def test_worker_for_tests_waits_but_has_no_time_limits(project):
    """start_worker() keeps a countdown, which eager mode does not; neither has time limits."""
    project.write("tasks.py", TASKS)
    project.write("program.py", WAITING)

    printed = project.run("python program.py").splitlines()

    assert printed == ["waited", "done"]


def test_worker_for_tests_waits_but_has_no_time_limits__control(project, tasks):
    """A worker of its own ends the same task at its limit; eager mode waits for no countdown."""
    project.worker()
    with pytest.raises(Exception, match="SoftTimeLimitExceeded"):
        tasks.dawdle.delay().get(timeout=20)

    tasks.app.conf.task_always_eager = True

    assert tasks.where.apply_async(countdown=3600).state == "SUCCESS"
