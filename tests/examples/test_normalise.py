import socket
from pathlib import Path

import pytest

from handoff.samples.normalise import normalise

HOST = socket.gethostname()


@pytest.mark.parametrize(
    ("printed", "stable"),
    [
        ("at 2026-03-01 09:30:59,123", "at 2026-11-22 12:00:00,000"),
        ("2026-03-01T09:30:59.123456+00:00", "2026-11-22T12:00:00.000+00:00"),
        ("succeeded in 0.00510493s: None", "succeeded in 0.01s: None"),
        ("succeeded in 4.0123s: None", "succeeded in 4.00s: None"),
        ("redis://:**@127.0.0.1:28366/0", "redis://:**@localhost:6379/0"),
        ("amqp://guest:**@127.0.0.1:28366/3f09aa", "amqp://guest:**@localhost:5672//"),
        ("http://127.0.0.1:28366/users/1", "http://127.0.0.1:8000/users/1"),
        (f"w1@{HOST} ready.", "w1@host ready."),
        ("tasks:0x7f22c0a46f10", "tasks:0x7f0000000000"),
        ("{'pid': 1234}, pid 99", "{'pid': 4711}, pid 4711"),
        ("Linux-6.18.44-x86_64 2026-03-01 09:30:59", "Linux 2026-11-22 12:00:00"),
    ],
)
def test_what_differs_between_runs_is_made_stable(printed: str, stable: str):
    assert normalise(printed) == f"{stable}\n"


def test_ids_are_numbered_by_their_first_appearance():
    one = "00d206b7-cda8-4ef9-aa4e-d0c1c808770b"
    two = "c01e8aab-e239-47f6-8748-fbf9bee39340"

    lines = normalise(f"{one}\n{two}\n{one}").splitlines()

    assert lines[0] == lines[2] != lines[1]
    assert lines[0].endswith("0001") and lines[1].endswith("0002")


def test_the_warning_to_root_is_left_out():
    warning = (
        "/venv/celery/platforms.py:893: SecurityWarning: You're running the worker with superuser\n"
        "absolutely not recommended!\n\nUser information: uid=0\n\n"
        "  _warn_or_raise_security_error(egid, euid, gid, uid,\n"
    )

    assert normalise(f"before\n{warning}after") == "before\nafter\n"


def test_the_folder_is_not_named():
    assert normalise("/tmp/run/tasks.py in /tmp/run", Path("/tmp/run")) == "tasks.py in .\n"


def test_a_frame_of_pythons_own_library_keeps_its_file_only():
    frame = 'File "/opt/lib/python3.11/{}", line 982 in run'

    assert normalise(frame.format("threading.py")) == 'File "…/threading.py", line … in run\n'
    assert "line 982" in normalise(frame.format("site-packages/kombu/pools.py"))


def test_words_and_figures_of_a_program_stay():
    text = "waited under 0.1 s\n3 messages wait in the queue\n[2, 3] {}\n"

    assert normalise(text) == text
