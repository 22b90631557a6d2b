"""What editors read: schemas for what they complete, and settings that lead to them."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from handoff.quiz.files import quiz_files
from handoff.samples import manifest, schema
from tests.fixtures.site import ROOT

EXAMPLES = ROOT / "examples"
VALIDATOR = Draft7Validator(json.loads(schema.schema(EXAMPLES)))
TAPLO = Path(sys.executable).parent / "taplo"  # what Even Better TOML is made of
SOUND = '[processes]\nweb = "web"\n\n[record]\ntea = { run = "python tea.py", with = ["web"] }\n'


def test_the_schema_is_one_and_is_current():
    """Where not: `python -m handoff schema`."""
    Draft7Validator.check_schema(VALIDATOR.schema)
    assert (EXAMPLES / schema.NAME).read_text(encoding="utf-8") == schema.schema(EXAMPLES)
    assert schema.USES.keys() == manifest.RECORD_KEYS.keys()


def said(*files: Path) -> str:
    """What an editor would mark in them."""
    done = subprocess.run([TAPLO, "lint", *files], cwd=ROOT, capture_output=True, text=True)
    return done.stderr if done.returncode else ""


@pytest.mark.long
def test_an_editor_finds_nothing_in_any_of_ours():
    assert len([*EXAMPLES.rglob(manifest.NAME)]) > 20
    assert said(*EXAMPLES.rglob(manifest.NAME)) == ""


@pytest.mark.long
@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        ("run =", "rum =", "rum"),
        ('["web"]', '"web"', "not of type"),
        ("[record]", "[recrod]", "recrod"),
        ('"python tea.py"', '"python tea.py", brokers = ["radis"]', "radis"),
        ("tea =", '"../tea" =', "../tea"),
        ('run = "python tea.py", ', "", "not valid"),
    ],
)
def test_an_editor_finds_what_check_finds(tmp_path: Path, right: str, wrong: str, words: str):
    for name in (".taplo.toml", "examples/run.schema.json"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes((ROOT / name).read_bytes())
    file = tmp_path / "examples" / "tea" / manifest.NAME
    file.parent.mkdir()
    file.write_text(SOUND.replace(right, wrong), encoding="utf-8")

    done = subprocess.run([TAPLO, "lint"], cwd=tmp_path, capture_output=True, text=True)

    assert done.returncode != 0 and words in done.stderr


def test_vs_code_knows_the_schema_of_every_quiz_and_nothing_else_has_it():
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text())
    [association] = settings["json.schemas"]
    [pattern] = association["fileMatch"]

    assert (ROOT / association["url"]).is_file()
    found = {path for path in ROOT.glob(pattern.lstrip("/")) if path.suffix == ".json"}
    assert found == {*quiz_files([ROOT / "quizzes"])}


def test_an_editor_is_told_what_it_needs_in_the_container_too():
    wanted = json.loads((ROOT / ".vscode" / "extensions.json").read_text())["recommendations"]
    container = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text())

    assert "tamasfe.even-better-toml" in wanted
    assert container["customizations"]["vscode"]["extensions"] == wanted
    target = container["postCreateCommand"].removeprefix("make ")
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.M)


def test_hooks_run_what_is_there():
    [local] = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"]

    entries = [hook["entry"].split() for hook in local["hooks"]]
    assert [entry[:2] for entry in entries] == [[".venv/bin/python", "-m"]] * 3
    assert [entry[2:4] for entry in entries] == [
        ["ruff", "check"],
        ["ruff", "format"],
        ["handoff", "check"],
    ]
