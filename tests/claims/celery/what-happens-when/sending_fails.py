"""`.delay()`, and the broker cannot be reached."""

import pytest

EVERY_BROKER = pytest.mark.brokers("valkey", "redis", "rabbitmq", "quorum")
SEND = """\
from kombu.exceptions import OperationalError
from tasks import add

try:
    add.delay(1, 2)
    print("sent")
except OperationalError:
    print("OperationalError")
"""
SEND_TWICE = """\
from pathlib import Path
from time import sleep
from kombu.exceptions import OperationalError
from tasks import add

add.delay(1, 2)
print("once", flush=True)
while not Path("cut").exists():
    sleep(0.05)
try:
    add.delay(3, 4)
    print("twice")
except OperationalError:
    print("OperationalError")
"""


@EVERY_BROKER
def test_a_refused_connection_makes_delay_raise(project, refused_port):
    """Where nobody listens `.delay()` raises OperationalError."""
    project.write("send.py", SEND)
    nowhere = project.broker.url.replace(f":{project.broker.port}", f":{refused_port}")

    printed = project.run("python send.py", CELERY_BROKER_URL=nowhere)

    assert "OperationalError" in printed


@EVERY_BROKER
def test_a_refused_connection_makes_delay_raise__control(project):
    """With the broker's own port the same program sends."""
    project.write("send.py", SEND)

    printed = project.run("python send.py")

    assert "sent" in printed
    assert project.broker.waiting() == 1


@EVERY_BROKER
def test_delay_survives_a_cut_connection(project, proxy):
    """After a cut of the sender's connection `.delay()` connects anew, and sends."""
    wire = proxy(project.broker.port)
    sender = send_once(project, wire)

    wire.cut()
    project.write("cut", "")

    sender.wait_for("twice")
    assert sender.wait() == 0
    assert project.broker.waiting() == 2


@EVERY_BROKER
def test_delay_survives_a_cut_connection__control(project, proxy):
    """Where the cut lasts, and a new connection is refused, it cannot send, and raises."""
    wire = proxy(project.broker.port)
    sender = send_once(project, wire)

    wire.refuse()
    project.write("cut", "")

    sender.wait_for("OperationalError")
    assert project.broker.waiting() == 1


def send_once(project, wire):
    """A program that has sent by way of the wire, and sends again when the file `cut` is there."""
    project.write("send.py", SEND_TWICE)
    sender = project.process("python send.py", CELERY_BROKER_URL=wire.url(project.broker.url))
    sender.wait_for("once")
    return sender
