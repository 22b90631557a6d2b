"""What each way to fail looks like from outside, seen with a bare socket."""

import socket

import pytest

from handoff.samples.waiting import wait_until
from tests.fixtures.failures import frozen, terminate_group
from tests.servers.proxy import LOOPBACK

PATIENCE = 60  # seconds; a busy machine is slow
SILENCE = 0.5  # seconds in which an answer on loopback would have come


def ask(connection: socket.socket) -> bytes:
    connection.sendall(b"PING\r\n")
    return connection.recv(100)


def connect(port: int, patience: float = PATIENCE) -> socket.socket:
    return socket.create_connection((LOOPBACK, port), timeout=patience)


def test_bytes_pass_until_the_wire_is_cut_and_a_new_connection_passes_again(broker, proxy):
    wire = proxy(broker.port)
    with connect(wire.port) as before:
        assert ask(before) == b"+PONG\r\n"
        assert wire.connections == 1

        wire.cut()

        with pytest.raises(ConnectionError):
            ask(before)
            ask(before)
    with connect(wire.port) as after:
        assert ask(after) == b"+PONG\r\n"
    wait_until(lambda: wire.connections == 0, "the wire to see that both have left")


def test_a_silent_wire_holds_the_answer_back_until_it_is_restored(broker, proxy):
    wire = proxy(broker.port)
    with connect(wire.port) as connection:
        wire.silence()
        connection.settimeout(SILENCE)
        with pytest.raises(TimeoutError):
            ask(connection)
        with connect(wire.port):
            pass  # and new connections are accepted

        connection.settimeout(PATIENCE)
        wire.restore()

        assert connection.recv(100) == b"+PONG\r\n"


def test_a_wire_that_refuses_lets_nobody_in_until_it_is_restored(broker, proxy):
    wire = proxy(broker.port)
    wire.refuse()
    with pytest.raises(ConnectionRefusedError):
        connect(wire.port)

    wire.restore()

    with connect(wire.port) as connection:
        assert ask(connection) == b"+PONG\r\n"


def test_a_silent_server_accepts_and_never_answers(silent_server):
    with connect(silent_server, SILENCE) as connection, pytest.raises(TimeoutError):
        ask(connection)


def test_nobody_listens_on_a_refused_port(refused_port):
    with pytest.raises(ConnectionRefusedError):
        connect(refused_port)


def test_a_frozen_worker_keeps_its_connections_and_answers_again_when_thawed(project):
    worker = project.worker()
    with frozen(worker):
        assert worker.alive
        assert project.tasks.app.control.ping(timeout=2) == []

    wait_until(lambda: project.tasks.app.control.ping(timeout=1), "the worker to answer again")


def test_a_sigterm_to_the_group_reaches_the_children_too(project):
    worker = project.worker()
    (child,) = worker.children()

    terminate_group(worker)

    worker.wait_until(lambda: not child.is_running() or child.status() == "zombie", "the child")
