"""An environment for each tool that is compared: `.local/bench/NAME`, never the project's own."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import handoff
from tests.bench.tools import Tool

HERE = Path(__file__).parent


def python(tool: Tool) -> Path:
    """The tool's interpreter; its environment is made where it is missing or its pins changed."""
    if not tool.requirements:
        return Path(sys.executable)
    folder = handoff.root() / ".local" / "bench" / tool.requirements
    wanted = pins(tool.requirements)
    made = folder / "pins"
    if not made.is_file() or made.read_text(encoding="utf-8") != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        pip = [
            folder / "bin" / "python",
            "-m",
            "pip",
            "install",
            "-q",
            "-r",
            file(tool.requirements),
        ]
        subprocess.run(pip, check=True, cwd=handoff.root())
        made.write_text(wanted, encoding="utf-8")
    return folder / "bin" / "python"


def pins(name: str) -> str:
    """Changes when what the file asks for does, or another file that it takes in."""
    text = file(name).read_text(encoding="utf-8")
    taken = [line.removeprefix("-r ") for line in text.splitlines() if line.startswith("-r ")]
    texts = [text, *((HERE / each).read_text(encoding="utf-8") for each in taken)]
    return hashlib.sha256("".join(texts).encode()).hexdigest()


def file(name: str) -> Path:
    return HERE / f"requirements-{name}.txt"
