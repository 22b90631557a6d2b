"""RabbitMQ over TLS, which a proxy in front of it speaks."""

import pytest
from kombu.exceptions import OperationalError

from handoff.samples.ports import answers, free_port
from handoff.samples.waiting import wait_until
from tests.celery_project import EXAMPLES
from tests.servers.certificates import Authority

ROOT = EXAMPLES.parent


@pytest.fixture
def secure(project):
    """secure(name): lead the project to a RabbitMQ that shows a certificate for that name."""

    def lead(name="localhost"):
        ours, port = Authority("ours"), free_port()
        ours.server(project.folder, name)
        (project.folder / "ours.pem").write_bytes(ours.certificate)
        words = f"{port} {project.broker.port} {project.folder}"
        front = project.process(f"python -m tests.servers.tls_front {words}", PYTHONPATH=str(ROOT))
        front.wait_until(lambda: answers(port), "it answers")
        url = f"amqps://guest:guest@localhost:{port}/{project.broker.vhost}"
        project.set(CELERY_BROKER_URL=url)

    return lead


def arrives(project, **use_ssl):
    """Does a message arrive, with these settings for TLS?"""
    project.tasks.app.conf.broker_use_ssl = use_ssl or None
    try:
        project.tasks.say.delay("hello")
    except OperationalError as error:
        assert "CERTIFICATE_VERIFY_FAILED" in str(error)
        return False
    wait_until(lambda: project.broker.waiting() == 1, "the message is there")
    return True


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq")
def test_a_broker_at_amqps_alone_refuses_an_unknown_authority(project, secure):
    """A broker address that says amqps:// and nothing more refuses a certificate whose authority
    this machine doesn't know."""
    secure()

    assert not arrives(project)


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq")
def test_a_broker_at_amqps_alone_refuses_an_unknown_authority__control(project, secure):
    """With broker_use_ssl naming the authority, the message arrives."""
    secure()

    assert arrives(project, ca_certs="ours.pem")


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq")
def test_amqps_does_not_check_the_name_in_the_certificate(project, secure):
    """With broker_use_ssl naming the authority, a certificate of that authority for any other
    machine is accepted."""
    secure("elsewhere.example")

    assert arrives(project, ca_certs="ours.pem")


@pytest.mark.slow
@pytest.mark.brokers("rabbitmq")
def test_amqps_does_not_check_the_name_in_the_certificate__control(project, secure):
    """With server_hostname None the name has to be that of the address."""
    secure("elsewhere.example")

    assert not arrives(project, ca_certs="ours.pem", server_hostname=None)
