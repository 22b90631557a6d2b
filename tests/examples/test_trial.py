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


def test_a_need_has_the_projects_version_where_the_other_one_goes_with_it(
    tmp_path: Path, monkeypatch
):
    (tmp_path / "mkdocs.yml").touch()
    for name in trial.PINS:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("celery==5.7.0\nkombu==5.7.0\nredis==8.1.0\npytest==9.2.0\n")
    (tmp_path / "lib/python/site-packages").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    there = {"celery": "5.5.3", "kombu": "5.5.4", "redis": "5.2.1"}
    monkeypatch.setattr(trial, "_pip", Pip(there, refuses="kombu==5.7.0"))

    trial._fill(tmp_path / "python", tmp_path, "celery", "5.5.3")

    assert there == {"celery": "5.5.3", "kombu": "5.5.4", "redis": "8.1.0"}
    assert (tmp_path / "needs.txt").read_text() == "celery==5.5.3\nkombu==5.5.4\nredis==8.1.0"


class Pip:
    """Stands in for pip: it refuses one pin, and installs what else it is told by name."""

    def __init__(self, there: dict[str, str], refuses: str):
        self.there, self.refuses = there, refuses

    def __call__(self, python: Path, command: str, *words: str) -> str:
        if self.refuses in words:
            raise trial.TrialError
        self.there |= dict(word.split("==") for word in words if "==" in word)
        return "\n".join(f"{name}=={version}" for name, version in self.there.items())


def test_a_package_is_named_without_its_extras():
    assert trial.name("celery[redis]") == "celery"
    assert trial.name("celery") == "celery"
