"""One stem ties a chapter's parts together; this is the only register."""

import ast
import re
from pathlib import Path

import pytest

from handoff.claims.experiments import files, page_of
from handoff.samples.manifest import load, manifests

ROOT = Path(__file__).parents[2]
GUIDES = [
    folder.name for folder in (ROOT / "docs").iterdir() if any(folder.glob("[0-9][0-9]-*.md"))
]
SAMPLES = sorted(
    path
    for path in (ROOT / "examples").rglob("*.py")
    if "__pycache__" not in path.parts and not path.name.startswith("test_")
)
LONGEST = 60


def stems(room: str, guide: str) -> set[str]:
    return {path.stem for path in (ROOT / room / guide).glob("[0-9][0-9]-*")}


@pytest.mark.parametrize("guide", GUIDES)
@pytest.mark.parametrize("room", ["quizzes", "examples"])
def test_chapters_quizzes_and_samples_have_the_same_names(guide: str, room: str):
    chapters, others = stems("docs", guide), stems(room, guide)

    assert others - chapters == set(), f"{room}/{guide}: no chapter in docs/{guide} is named so"
    assert chapters - others == set(), f"docs/{guide}: nothing in {room}/{guide} is named so"


@pytest.mark.parametrize("guide", GUIDES)
def test_experiments_are_filed_under_their_chapter_or_page(guide: str):
    for path in files(guide):
        assert page_of(path).is_file(), f"{path}: no such chapter or page"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_sample_is_short_and_says_what_it_is_for(path: Path):
    text = path.read_text()

    assert len(text.splitlines()) <= LONGEST, f"{path}: over {LONGEST} lines; one idea a file"
    assert text.strip() == "" or ast.get_docstring(ast.parse(text)), f"{path}: has no docstring"


COMMANDS = (r"(celery -A (\w+) \w+)", r"(uvicorn (\w+):\w+)", r"(python (\w+)\.py)\b")


def started(folder: Path) -> dict[Path, list[str]]:
    """The files that run.toml starts, each with its commands, as far as its name goes."""
    manifest = load(folder)
    found: dict[Path, list[str]] = {}
    for command in [
        *manifest.processes.values(),
        *(one.run for one in manifest.recordings.values()),
    ]:
        for pattern in COMMANDS:
            if start := re.match(pattern, command):
                found.setdefault(folder / f"{start[2]}.py", []).append(start[1])
    return {path: commands for path, commands in found.items() if path.exists()}


@pytest.mark.parametrize("folder", manifests(ROOT / "examples"), ids=lambda folder: folder.name)
def test_a_started_file_tells_its_command(folder: Path):
    for path, commands in started(folder).items():
        says = ast.get_docstring(ast.parse(path.read_text())) or ""
        told = [command for command in commands if f"`{command}" in " ".join(says.split())]
        assert told, f"{path.relative_to(ROOT)}: its docstring has none of {commands}"
