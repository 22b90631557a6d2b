"""Another version of the package under test gets a venv, and the project's pins where they fit."""

from pathlib import Path

from handoff.claims import trial


def test_pins_give_way_to_what_the_other_version_needs(tmp_path: Path, monkeypatch):
    (tmp_path / "mkdocs.yml").touch()
    for name, text in zip(
        trial.PINS,
        (
            "-e .\nJinja2==3.1.6\nmerman==0.9.2 ; sys_platform == 'linux'  # draws\n",
            "celery==5.7.0  # the subject\nkombu==5.7.0\n",
            "pytest==9.2.0\n",
        ),
        strict=True,
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)

    assert list(trial._lines({"celery", "kombu"})) == [
        "Jinja2==3.1.6",
        "merman==0.9.2 ; sys_platform == 'linux'",
        "pytest==9.2.0",
    ]


def test_a_package_is_named_without_its_extras():
    assert trial.name("celery[redis]") == "celery"
    assert trial.name("celery") == "celery"
