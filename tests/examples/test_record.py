"""`python -m handoff record`, over a folder of one program."""

from pathlib import Path

import pytest

from handoff.__main__ import main as handoff

pytestmark = pytest.mark.long

MANIFEST = '[record]\ncount = { run = "python count.py" }\n'
PROGRAM = """
import os
print("waiting:", len(os.environ["CELERY_BROKER_URL"].split("://")), "parts, pid", os.getpid())
"""


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one sample folder, and the current folder."""
    monkeypatch.delenv("CELERY_BROKER_URL", raising=False)
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "examples" / "celery" / "02-queues"
    folder.mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text("extra: {subject: handoff_celery}\n")
    (folder / "run.toml").write_text(MANIFEST)
    (folder / "count.py").write_text(PROGRAM)
    return folder


def test_what_a_program_prints_is_kept_beside_it(sample: Path, capsys):
    assert handoff(["record"]) == 0
    assert (sample / "count.txt").read_text() == "waiting: 2 parts, pid 4711\n"
    assert capsys.readouterr().out == "02-queues: count … written\n"

    assert handoff(["record", "celery/02-queues", "count"]) == 0
    assert capsys.readouterr().out == "02-queues: count … unchanged\n"


def test_plain_python_is_recorded_without_a_broker(sample: Path):
    (sample / "count.py").write_text('import os\nprint("CELERY_BROKER" + "_URL" in os.environ)\n')

    assert handoff(["record"]) == 0

    assert (sample / "count.txt").read_text() == "False\n"


def test_only_the_recording_is_written(sample: Path):
    (sample / "count.py").write_text("open('left.txt', 'w').close()\nprint('done')")

    assert handoff(["record"]) == 0

    assert sorted(file.name for file in sample.iterdir()) == ["count.py", "count.txt", "run.toml"]


def test_a_program_that_fails_is_told_and_not_recorded(sample: Path, capsys):
    (sample / "count.py").write_text("raise SystemExit('no broker')")

    assert handoff(["record"]) == 1

    told = capsys.readouterr().err
    assert "run.toml: 'count' ended with exit code 1, not 0\nno broker" in told
    assert not (sample / "count.txt").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["celery/99-nothing"], "99-nothing/run.toml:1:1: there is none; a sample folder has one"),
        (["celery/02-queues", "cuont"], "run.toml: [record] has no 'cuont'; it has count"),
    ],
)
def test_a_wrong_name_is_told(sample: Path, capsys, words: list[str], told: str):
    assert handoff(["record", *words]) == 1
    assert told in capsys.readouterr().err


def test_a_recording_for_another_broker_is_kept(sample: Path, capsys):
    rabbit = MANIFEST.replace(" }", ', brokers = ["rabbitmq"] }')
    (sample / "run.toml").write_text(rabbit)

    assert handoff(["record"]) == 0
    assert "kept: it needs rabbitmq, named in CELERY_BROKER_URL" in capsys.readouterr().out
