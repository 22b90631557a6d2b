"""The sign-up app as a reader runs it, on every broker."""

import httpx
import pytest

from handoff.samples.waiting import wait_until

SAMPLE = "celery/01-what-celery-is-and-why"
EVERY_BROKER = pytest.mark.brokers("valkey", "redis", "rabbitmq")


@pytest.fixture
def sign_up(project):
    """sign_up("inline") makes a user, with an email service that takes a second."""
    project.copy(SAMPLE)
    project.set(MAIL_SECONDS="1")
    project.start()
    with httpx.Client(base_url=project.address("web"), timeout=30) as web:
        yield lambda way: web.post(f"/sign-up/{way}", params={"email": "ada@example.com"})


def welcomed(project, user: dict) -> bool:
    return httpx.get(f"{project.address('web')}/users/{user['id']}").json()["welcomed"]


@EVERY_BROKER
def test_the_background_way_answers_before_the_email_is_sent(project, sign_up):
    answer = sign_up("background")

    assert answer.json()["email"] == "ada@example.com"
    assert not welcomed(project, answer.json())
    wait_until(lambda: welcomed(project, answer.json()), "the email to be sent")


def test_the_inline_way_answers_after_the_email_is_sent(project, sign_up):
    answer = sign_up("inline")

    assert welcomed(project, answer.json())


def test_the_built_in_way_answers_before_the_email_is_sent(project, sign_up):
    answer = sign_up("built-in")

    assert not welcomed(project, answer.json())
    wait_until(lambda: welcomed(project, answer.json()), "the email to be sent")
