"""What a lab shows and runs: files of an example folder, and what its run.toml says of them."""

import json
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from handoff import subject

# A mark goes, and with an end mark after a function the blank lines that would then be doubled.
SECTION_MARK = re.compile(
    r"(?<=\n\n\n)# --8<-- \[end:.*\]\n+|^[ \t]*# --8<-- \[(?:start|end):.*\]\n", re.MULTILINE
)


class LabError(Exception):
    """A lab fence names something that is not there; says what would do."""


@dataclass
class Lab:
    """One program of an example folder, with the modules it imports."""

    name: str  # guide/02-a-chapter/program
    folder: Path
    files: dict[str, str]  # as shown: without section marks
    output: str
    facts: dict = field(default_factory=dict)  # what the subject's view must know besides

    @property
    def program(self) -> str:
        return list(self.files)[-1]

    @property
    def data(self) -> str:
        """What the page's script must know beside the files, as JSON."""
        own = subject.part("lab")
        view = {"view": own.VIEW} if own else {}
        return json.dumps({"name": self.name, "program": self.program, **view, **self.facts})


def read(fence: str, examples: Path) -> Lab:
    """The lab that a fence's lines name: a folder, its modules, last its program."""
    folder_name, *names = fence.split() or [""]
    folder = examples / folder_name
    if not (folder / "run.toml").is_file():
        raise LabError(f"lab: '{folder_name}' is not a folder with a run.toml in {examples.name}/")
    names = [name for name in names if name != "output:"]
    if len(names) < 1 or not all(name.endswith(".py") for name in names):
        raise LabError(f"lab {folder_name}: name its .py files, a line each, the program last")
    manifest = tomllib.loads((folder / "run.toml").read_text(encoding="utf-8"))
    return lab(folder, folder_name, names, manifest)


def lab(folder: Path, folder_name: str, names: list[str], manifest: dict) -> Lab:
    program = Path(names[-1]).stem
    output = text(folder, f"{program}.txt", "record it: python -m handoff record")
    beside = manifest.get("record", {}).get(program, {}).get("with", [])
    own = subject.part("lab")
    return Lab(
        name=f"{folder_name}/{program}",
        folder=folder,
        files={name: SECTION_MARK.sub("", text(folder, name, "see run.toml")) for name in names},
        output=output,
        facts=own.facts(names, manifest.get("processes", {}), beside) if own else {},
    )


def text(folder: Path, name: str, advice: str) -> str:
    path = folder / name
    if not path.is_file():
        raise LabError(f"lab: {folder.name}/{name} is not there ({advice})")
    return path.read_text(encoding="utf-8")
