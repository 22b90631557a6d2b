"""Which of the packages that we chose are behind the newest, as a table in Markdown.

    python -m tests.ci.newest            pin and newest of each that is behind
    python -m tests.ci.newest --names    their names alone, for pip install --upgrade

We chose what stands above "what these need" in a file of requirements.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILES = [ROOT / name / "requirements.txt" for name in (".", "examples", "tests", "handoff/book")]


def main(*options: str) -> None:
    behind = outdated(chosen(*FILES))
    print("\n".join(behind) if "--names" in options else table(behind))


def chosen(*files: Path) -> set[str]:
    above = (file.read_text(encoding="utf-8").partition("# what these need")[0] for file in files)
    return {canonical(name) for text in above for name in re.findall(r"^([\w.-]+)==", text, re.M)}


def outdated(names: set[str]) -> dict[str, tuple[str, str]]:
    """Name → version here and the newest, by the package index."""
    command = [sys.executable, "-m", "pip", "list", "--outdated", "--format", "json"]
    listed = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    found = {canonical(each["name"]): (each["version"], each["latest_version"]) for each in listed}
    return {name: versions for name, versions in sorted(found.items()) if name in names}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def table(behind: dict[str, tuple[str, str]]) -> str:
    lines = [f"| {name} | {here} | {newest} |" for name, (here, newest) in behind.items()]
    return "\n".join(["| package | pinned | newest |", "|---|---|---|", *lines])


if __name__ == "__main__":
    main(*sys.argv[1:])
