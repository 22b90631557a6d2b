"""Who answers for the workers, what their logs give away, and whom they obey."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from handoff.samples.waiting import wait_until

STRANGER = """
    from celery import Celery

    Celery().send_task("tasks.say", args=["from outside"], ignore_result=True)
"""


def test_inspect_ping_exits_with_69_when_no_worker_answers(project):
    """`celery inspect ping` exits with 69 when nobody replies and with 0 when a worker does.

    Control: Once a worker is up, the same command exits with 0.
    """
    assert "No nodes replied" in project.run("celery -A tasks inspect ping", code=69)
    assert "No nodes replied" in project.run("celery -A tasks status", code=69)

    project.worker()

    assert "pong" in project.run("celery -A tasks inspect ping", code=0)


def test_inspect_ping_of_one_worker_fails_when_only_others_reply(project):
    """Asked for by name, a worker that is down makes inspect ping exit with 69, others or not.

    Control: Asked for by its name, the worker that is up makes it exit with 0.
    """
    project.worker("--hostname", "fast@here")

    assert "pong" in project.run("celery -A tasks inspect ping -d fast@here", code=0)
    project.run("celery -A tasks inspect ping -d slow@here", code=69)


@pytest.mark.brokers("valkey", "rabbitmq")
def test_whoever_reaches_the_broker_can_run_a_task(project):
    """A stranger who knows the broker's address and a task's name can run it, without its code.

    Control: A worker that wants signed messages refuses:
    a_worker_that_wants_signed_messages_refuses_others.
    """
    project.worker()
    project.write("stranger.py", STRANGER)

    project.run("python stranger.py")

    wait_until(lambda: project.notes == ["from outside"], lambda: f"one note: {project.notes}")


SIGNED = """
    from celery import Celery
    from notes import note

    app = Celery("tasks")
    app.conf.update(
        security_key="key.pem",
        security_certificate="certificate.pem",
        security_cert_store="*.pem.trusted",
        task_serializer="auth",
        event_serializer="auth",
        accept_content=["auth"],
    )
    app.setup_security()


    @app.task(ignore_result=True)
    def say(word):
        note(word)
"""


def write_certificate(folder):
    """A key and its certificate, as `openssl req -x509` makes them."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sign-up app")])
    today = datetime.now(UTC)
    builder = x509.CertificateBuilder(
        issuer_name=name,
        subject_name=name,
        public_key=key.public_key(),
        serial_number=1,
        not_valid_before=today - timedelta(days=1),
        not_valid_after=today + timedelta(days=1),
    )
    certificate = builder.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM)
    plain = (Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    (folder / "key.pem").write_bytes(key.private_bytes(*plain))
    for file in ("certificate.pem", "app.pem.trusted"):
        (folder / file).write_bytes(certificate)


def test_a_worker_that_wants_signed_messages_refuses_others(project):
    """With setup_security() a worker runs a signed message and refuses the stranger's.

    Control: The same worker runs the message that is signed.
    """
    write_certificate(project.folder)
    project.write("tasks.py", SIGNED)
    project.write("stranger.py", STRANGER)
    project.write("ours.py", "from tasks import say\n\nsay.delay('signed')\n")
    worker = project.worker()

    project.run("python stranger.py")
    worker.wait_for("Refusing to deserialize")
    project.run("python ours.py")

    wait_until(lambda: project.notes == ["signed"], lambda: f"{project.notes} {worker.log}")


SIGN_IN = """
    from celery import Celery

    app = Celery("tasks")


    @app.task
    def sign_in(password):
        return "token 2741"
"""


def signed_in(project, level):
    """A worker that has run a task with a password and told what it returned."""
    project.write("tasks.py", SIGN_IN)
    worker = project.worker("--loglevel", level)
    project.tasks.sign_in.delay("pass 9053").get(timeout=20)
    worker.wait_for("token 2741")
    return worker


def test_logs_have_results_but_not_arguments(project):
    """A worker's log at INFO has what a task returns, and not the arguments it was given."""
    worker = signed_in(project, "INFO")

    assert "9053" not in worker.log


def test_logs_have_results_but_not_arguments__control(project):
    """At DEBUG the arguments are there, too."""
    worker = signed_in(project, "DEBUG")

    assert "9053" in worker.log


def test_the_arguments_of_an_unknown_task_are_logged(project):
    """A worker that does not know a task logs the whole message, its arguments too.

    Control: Of a task that it knows they are not: logs_have_results_but_not_arguments.
    """
    worker = project.worker()

    project.tasks.app.send_task("tasks.sign_in", args=["pass 9053"])

    worker.wait_for("pass 9053")
    assert "Received unregistered task" in worker.log


def out_of_tries(project, how):
    """The log of a worker that has used up the tries of a task with a password."""
    project.write(
        "tasks.py",
        f"""
        from celery import Celery

        app = Celery("tasks")


        @app.task(bind=True, max_retries=1)
        def sign_in(self, password):
            raise self.retry({how})
    """,
    )
    worker = project.worker()
    project.tasks.sign_in.delay("pass 9053").get(timeout=30, propagate=False)
    worker.wait_for("raised unexpected")
    return worker.log


def test_a_bare_retry_logs_the_arguments_when_it_gives_up(project):
    """Out of tries, `retry()` without `exc` puts the task's arguments into the log."""
    assert "pass 9053" in out_of_tries(project, "countdown=0")


def test_a_bare_retry_logs_the_arguments_when_it_gives_up__control(project):
    """With `exc` the log has that exception, and no arguments."""
    assert "pass 9053" not in out_of_tries(project, "countdown=0, exc=OSError('refused')")
