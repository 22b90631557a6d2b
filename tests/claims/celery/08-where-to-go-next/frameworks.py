"""Celery beside Django and Flask, with real worker processes."""

import json

import httpx
import pytest

from handoff.samples.waiting import wait_until
from tests.django_program import in_django

FOLDER = "celery/08-where-to-go-next"


def test_delay_on_commit_gives_no_id(project):
    """`delay_on_commit()` returns None, outside a transaction too."""
    printed = in_django(
        project,
        """
        with transaction.atomic():
            print(send_welcome_email.delay_on_commit(1))
        print(send_welcome_email.delay_on_commit(1))
        """,
    )

    assert printed == ["None", "None"]
    assert project.broker.waiting() == 2


def test_delay_on_commit_gives_no_id__control(project):
    """`.delay()` returns a handle with the id, inside the transaction too."""
    printed = in_django(
        project,
        """
        with transaction.atomic():
            print(type(send_welcome_email.delay(1).id).__name__)
        """,
    )

    assert printed == ["str"]


def test_rollback_sends_nothing(project):
    """After a rollback `delay_on_commit()` has sent nothing; `.delay()` has.

    Control: `.delay()` in the same transaction has sent its message.
    """
    in_django(
        project,
        """
        for send in (send_welcome_email.delay_on_commit, send_welcome_email.delay):
            try:
                with transaction.atomic():
                    send(User.objects.create(address="ada@example.org").pk)
                    raise ValueError
            except ValueError:
                print(User.objects.count())
        """,
    )

    assert project.broker.waiting() == 1


def made_and_sent(project, option):
    """An id made inside a transaction, and the id of the message that is sent after it."""
    (made,) = in_django(
        project,
        f"""
        from celery import uuid

        with transaction.atomic():
            email_id = uuid()
            send_welcome_email.apply_async_on_commit((1,), {option})
        print(email_id)
        """,
    )
    with project.broker.client() as client:
        (message,) = client.lrange("celery", 0, -1)
    return made, json.loads(message)["headers"]["id"]


def test_task_id_can_be_made_before_the_commit(project):
    """An id made beforehand is the id of what `apply_async_on_commit()` sends."""
    made, sent = made_and_sent(project, "task_id=email_id")

    assert made == sent


def test_task_id_can_be_made_before_the_commit__control(project):
    """Without task_id the message gets an id of its own."""
    made, sent = made_and_sent(project, "")

    assert made != sent


def test_delay_on_commit_exists_only_with_django(project):
    """Without Django's settings a task has no `delay_on_commit`.

    Control: With Django's settings a task has it.
    """
    assert not hasattr(project.tasks.add, "delay_on_commit")
    (printed,) = in_django(project, "print(hasattr(send_welcome_email, 'delay_on_commit'))")
    assert printed == "True"


def test_flask_task_needs_an_application_context(project):
    """In a plain Celery task Flask's current_app raises RuntimeError.

    Control: With a context around the task it works: task_base_class_gives_flask_its_context.
    """
    project.copy(f"{FOLDER}/flask_app")
    project.write(
        "plain.py",
        """
        from celery import Celery
        from flask import Flask, current_app

        flask_app = Flask("signup")
        app = Celery("plain")

        @app.task
        def sender():
            return current_app.name
        """,
    )
    project.worker(app="plain")

    with pytest.raises(RuntimeError, match="outside of application context"):
        project.load("plain").sender.delay().get(timeout=20)


def test_task_base_class_gives_flask_its_context(project):
    """A task base class that enters the application context makes current_app work in tasks.

    Control: A plain task has no context: flask_task_needs_an_application_context.
    """
    project.copy(f"{FOLDER}/flask_app")
    project.start()
    web = project.address("web")

    sent = httpx.post(f"{web}/signups", data={"address": "ada@example.org"}).json()["email"]

    def state() -> dict:
        return httpx.get(f"{web}/emails/{sent}").json()

    wait_until(lambda: state()["state"] == "SUCCESS", "the email is sent")
    assert state()["email"] == "hello@example.org to ada@example.org: welcome"


def test_shared_task_goes_to_the_default_app(project):
    """A shared task is sent by the default app; without one, to RabbitMQ on localhost.

    Control: The same module, once without a default app and once with one.
    """
    project.write("shared.py", "from celery import shared_task\n\n@shared_task\ndef ping(): ...\n")
    asking = "from shared import ping; print(ping.app.connection().as_uri())"
    making = "from celery import Celery; Celery('x').set_default(); "
    unset = {"CELERY_BROKER_URL": ""}

    assert "amqp://guest:**@localhost:5672//" in project.run(f'python -c "{asking}"', **unset)
    assert f":{project.broker.port}/" in project.run(f'python -c "{making}{asking}"')
