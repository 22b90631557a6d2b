"""Messages of one release, and workers of another."""

import pytest
from celery import chain
from celery.exceptions import NotRegistered

from handoff.samples.waiting import wait_until

RELEASE = """
    from celery import Celery
    from notes import note

    app = Celery("tasks")


    @app.task(acks_late={late})
    def send_welcome_email({arguments}):
        note("sent", {noted})
"""
EARLY_AND_LATE = pytest.mark.parametrize(
    "late", [pytest.param(True, id="late"), pytest.param(False, id="early", marks=pytest.mark.slow)]
)
pytestmark = pytest.mark.brokers("valkey", "rabbitmq")
OLD = {"arguments": "user_id", "noted": "user_id"}
NEW = {"arguments": "user_id, language='en'", "noted": "user_id, language"}
STRICT = {"arguments": "user_id, language", "noted": "user_id, language"}
TOLERANT = {"arguments": "user_id, **unknown", "noted": "user_id"}


def release(project, version, late=False):
    """tasks.py of that release, for whatever starts or imports it from now on."""
    project.write("tasks.py", RELEASE.format(late=late, **version))


def send_as_old_client(project):
    """A message as the release before sends it: `.delay(7)` with one argument."""
    release(project, OLD)
    return project.tasks.send_welcome_email.delay(7)


def test_a_new_argument_with_a_default_takes_old_messages(project):
    """A new worker runs messages of the release before when the new argument has a default."""
    old = send_as_old_client(project)
    release(project, NEW)

    project.worker(mingle=False)

    old.get(timeout=20)
    assert project.notes == ["sent 7 en"]


def test_a_new_argument_with_a_default_takes_old_messages__control(project):
    """Without the default the same message ends in TypeError, and nothing is sent."""
    old = send_as_old_client(project)
    release(project, STRICT)

    project.worker(mingle=False)

    with pytest.raises(TypeError, match="language"):
        old.get(timeout=20)
    assert project.notes == []


@EARLY_AND_LATE
def test_a_new_message_fails_for_good_in_an_old_worker(project, late):
    """An old worker gets an argument that it doesn't know: TypeError, and no newer worker runs it.

    The client that sent it saw nothing: .delay() compares with the client's own release. Late
    acknowledgement doesn't help.
    """
    release(project, OLD, late)
    old_worker = project.worker(mingle=False)
    release(project, NEW, late)

    lost = project.tasks.send_welcome_email.delay(7, language="fr")

    with pytest.raises(TypeError, match="language"):
        lost.get(timeout=20)
    wait_until(lambda: project.broker.unacknowledged() == 0, "the old worker to acknowledge it")
    old_worker.stop()
    project.worker(mingle=False)
    project.tasks.send_welcome_email.delay(8).get(timeout=20)
    assert project.notes == ["sent 8 en"]
    wait_until(lambda: project.broker.unacknowledged() == 0, "nothing to be left")


@EARLY_AND_LATE
def test_a_new_message_fails_for_good_in_an_old_worker__control(project, late):
    """With the worker replaced first, the same call runs."""
    release(project, NEW, late)
    project.worker(mingle=False)

    project.tasks.send_welcome_email.delay(7, language="fr").get(timeout=20)

    assert project.notes == ["sent 7 fr"]


@pytest.mark.slow
def test_a_task_that_takes_unknown_keywords_survives_a_newer_client(project):
    """With **unknown in its signature an old task runs a message that has a new keyword.

    Control: Without it the same message fails: a_new_message_fails_for_good_in_an_old_worker.
    """
    release(project, TOLERANT)
    project.worker(mingle=False)
    release(project, NEW)

    project.tasks.send_welcome_email.delay(7, language="fr").get(timeout=20)

    assert project.notes == ["sent 7"]


RENAMED = """
    from celery import Celery
    from notes import note

    app = Celery("tasks")


    @app.task
    def add_user(user_id):
        note("added", user_id)


    @app.task
    def send_greeting():
        note("greeted")
"""
OLD_NAME = """

    app.task(name="tasks.send_welcome_email")(send_greeting.run)
"""
BEFORE = RENAMED.replace("send_greeting", "send_welcome_email")


def test_a_task_that_keeps_its_old_name_too_takes_old_messages(project):
    """A renamed task that is registered under its old name as well runs messages of both releases.

    Control: Without the old name, the last step of a chain is discarded:
    a_chain_carries_the_old_name_of_its_last_step.
    """
    project.write("tasks.py", BEFORE)
    old = project.tasks.send_welcome_email.delay()
    project.write("tasks.py", RENAMED + OLD_NAME)

    project.worker(mingle=False)

    old.get(timeout=20)
    project.tasks.app.send_task("tasks.send_greeting").get(timeout=20)
    assert project.notes == ["greeted", "greeted"]


def sent_before_the_rename(project):
    project.write("tasks.py", BEFORE)
    steps = project.tasks
    return chain(steps.add_user.s(7), steps.send_welcome_email.si()).delay()


def test_a_chain_carries_the_old_name_of_its_last_step(project):
    """A chain from before a rename runs its first step, and the renamed step is discarded."""
    last = sent_before_the_rename(project)
    project.write("tasks.py", RENAMED)

    worker = project.worker(mingle=False)

    with pytest.raises(NotRegistered):
        last.get(timeout=20)
    worker.wait_for("Received unregistered task")
    assert project.notes == ["added 7"]


def test_a_chain_carries_the_old_name_of_its_last_step__control(project):
    """With the old name kept, the chain runs to its end."""
    last = sent_before_the_rename(project)
    project.write("tasks.py", RENAMED + OLD_NAME)

    project.worker(mingle=False)

    last.get(timeout=20)
    wait_until(lambda: project.notes == ["added 7", "greeted"], lambda: str(project.notes))
