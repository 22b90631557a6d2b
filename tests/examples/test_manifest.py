from pathlib import Path

import pytest

from handoff.samples.manifest import ManifestError, load

RIGHT = """\
[processes]
worker = "celery -A tasks worker"

[record]
ask = { run = "python ask.py", with = ["worker"] }
"""


@pytest.fixture
def mistakes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The lines of complaint about a manifest, without the folder."""

    def read(text: str) -> list[str]:
        (tmp_path / "mkdocs.yml").write_text("extra: {subject: handoff_celery}\n")
        (tmp_path / "run.toml").write_text(text)
        monkeypatch.chdir(tmp_path)
        with pytest.raises(ManifestError) as told:
            load(tmp_path)
        return str(told.value).splitlines()

    return read


def test_a_manifest_is_read(tmp_path: Path):
    (tmp_path / "mkdocs.yml").write_text("extra: {subject: handoff_celery}\n")
    (tmp_path / "run.toml").write_text(RIGHT)

    manifest = load(tmp_path)

    assert manifest.processes == {"worker": "celery -A tasks worker"}
    assert manifest.recordings["ask"].beside == ["worker"]
    assert manifest.recordings["ask"].places == ["valkey", "redis"]


def test_a_missing_manifest_is_told(tmp_path: Path):
    with pytest.raises(ManifestError, match=r"run\.toml:1:1: there is none"):
        load(tmp_path)


def test_broken_toml_is_told_with_its_place(mistakes):
    assert mistakes("[processes]\nworker = celery\n")[0].startswith("run.toml:2:10: ")


def test_every_mistake_is_told_with_its_line(mistakes):
    text = RIGHT.replace('["worker"] }', '["wrker"], brokers = ["kafka"] }')

    assert mistakes(f'{text}\n[proceses]\nx = "y"\n') == [
        "run.toml:7:1: there is no table 'proceses'; did you mean \"processes\"?",
        "run.toml:5:1: 'ask' needs 'wrker', which is not in [processes] (worker)",
        "run.toml:5:1: 'ask' runs on 'kafka'; "
        "there are valkey, redis, rabbitmq, quorum, redis7, rabbitmq3",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[processes]\nweb = 3\n", "run.toml:2:1: 'web' is text in quotes, found 3"),
        ("record = 1\n", "run.toml:1:1: 'record' is a table: write [record]"),
        (
            '[record]\nask = "python ask.py"\n',
            "run.toml:2:1: 'ask' is a table: ask = { run = \"python ask.py\" }",
        ),
        (
            "[record]\nask = {}\n",
            "run.toml:2:1: 'ask' has neither `run` nor `log`: nothing to record",
        ),
        ("[record.ask]\nrun = 5\n", "run.toml:1:1: `run` of 'ask' is text, found 5"),
        (
            '[record]\nask = { run = "x", with = "worker" }\n',
            "run.toml:2:1: `with` of 'ask' is a list of names, found 'worker'",
        ),
    ],
)
def test_a_wrong_kind_of_value_is_told(mistakes, text: str, told: str):
    assert mistakes(text) == [told]
