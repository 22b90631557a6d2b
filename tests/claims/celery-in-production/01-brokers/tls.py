"""Redis over TLS: whose certificate a sender accepts."""

import pytest
from kombu.exceptions import OperationalError

from handoff.samples.ports import free_port
from handoff.samples.waiting import wait_until
from tests.servers.certificates import Authority


@pytest.fixture
def secure(project):
    """secure(query): lead the project to the same Redis over TLS."""
    ours, server, port = Authority("ours"), project.broker, free_port()
    (project.folder / "ours.pem").write_bytes(ours.certificate)
    (project.folder / "another.pem").write_bytes(Authority("another").certificate)
    key, certificate = (str(server.inside / f"server.{part}") for part in ("key", "crt"))

    def lead(query, name="localhost"):
        ours.server(server.folder, name)
        with server.client() as client:
            client.config_set("tls-auth-clients", "no")
            client.config_set("tls-key-file", key, "tls-cert-file", certificate)
            client.config_set("tls-port", port)
        project.set(CELERY_BROKER_URL=f"rediss://localhost:{port}/0{query}")

    return lead


@pytest.mark.brokers("redis")
def test_a_certificate_of_another_authority_is_refused(project, secure):
    """With ssl_cert_reqs=required a sender refuses a Redis whose certificate another authority
    signed than the one in ssl_ca_certs."""
    secure("?ssl_cert_reqs=required&ssl_ca_certs=another.pem")

    with pytest.raises(OperationalError, match="CERTIFICATE_VERIFY_FAILED"):
        project.tasks.say.apply_async(["hello"], ignore_result=True)

    assert project.broker.waiting() == 0


@pytest.mark.brokers("redis")
def test_a_certificate_of_another_authority_is_refused__control(project, secure):
    """With the right authority sender and worker talk over TLS."""
    secure("?ssl_cert_reqs=required&ssl_ca_certs=ours.pem")
    project.worker(mingle=False)

    project.tasks.say.apply_async(["hello"], ignore_result=True)

    wait_until(lambda: project.notes == ["hello"], lambda: f"{project.notes}")


@pytest.mark.brokers("redis")
def test_rediss_checks_the_name_in_the_certificate(project, secure):
    """With ssl_cert_reqs=required a certificate of the right authority for another machine is
    refused.

    Control: For this machine it is accepted: a_certificate_of_another_authority_is_refused.
    """
    secure("?ssl_cert_reqs=required&ssl_ca_certs=ours.pem", name="elsewhere.example")

    with pytest.raises(OperationalError, match="Hostname mismatch"):
        project.tasks.say.apply_async(["hello"], ignore_result=True)


@pytest.mark.brokers("redis")
def test_a_broker_at_rediss_alone_accepts_any_certificate(project, secure):
    """A broker address that says rediss:// and nothing more is encrypted and accepts any
    certificate.

    Control: The same certificate, of an authority that this machine doesn't know, is refused with
    ssl_cert_reqs=required.
    """
    secure("")
    project.tasks.say.apply_async(["hello"], ignore_result=True)
    assert project.broker.waiting() == 1

    project.tasks.app.conf.broker_url = None
    project.close()
    secure("?ssl_cert_reqs=required")
    with pytest.raises(OperationalError, match="CERTIFICATE_VERIFY_FAILED"):
        project.tasks.say.apply_async(["hello"], ignore_result=True)
    assert project.broker.waiting() == 1


@pytest.mark.brokers("redis")
def test_a_result_backend_at_rediss_alone_is_refused(project, secure):
    """A result backend at rediss:// without ssl_cert_reqs is refused with ValueError.

    Control: With it, the same backend answers.
    """
    secure("?ssl_cert_reqs=required&ssl_ca_certs=ours.pem")
    address = project.env["CELERY_BROKER_URL"]
    backend = project.tasks.app.backend.__class__

    with pytest.raises(ValueError, match="must have parameter ssl_cert_reqs"):
        backend(app=project.tasks.app, url=address.partition("?")[0])

    there = backend(app=project.tasks.app, url=address)
    assert there.client.ping()
