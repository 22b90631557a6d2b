"""A venv of its own with another version of the package that the experiments are about.

package==version and what it needs  ──►  then all else that the tests pin, in their own versions
(in the version that the tests pin, where the package goes with that one)
"""

import re
import subprocess
import venv
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from handoff import root
from handoff.progress import at, say, told

PINS = ("requirements.txt", "examples/requirements.txt", "tests/requirements.txt")
PIN = re.compile(r"(?P<name>[A-Za-z0-9._-]+)==\S+")
MADE = "made"  # the project's pins, written last: the venv is made anew when they have changed


class TrialError(Exception):
    """There is no such version, or it does not go with the rest."""


def python(package: str, version: str) -> str:
    """The Python of the version's venv, made at its first use."""
    folder = root() / ".local" / "trials" / f"{name(package)}-{version}"
    interpreter = folder / "bin" / "python"
    made = folder / MADE
    if not made.is_file() or made.read_text(encoding="utf-8") != _pins():
        say(f"making {folder.relative_to(root())}")
        with told("claims"):
            at("an empty venv")
            venv.create(folder, clear=True, with_pip=True)
            _fill(interpreter, folder, package, version)
        made.write_text(_pins(), encoding="utf-8")
    return str(interpreter)


def version(python: str, package: str) -> str:
    """The version of the package that a Python has."""
    if not package:
        return ""
    program = f"import importlib.metadata as m; print(m.version({name(package)!r}))"
    return subprocess.check_output([python, "-c", program], text=True).strip()


def name(package: str) -> str:
    """Without the extras that are to be installed with it."""
    return package.partition("[")[0]


def _fill(python: Path, folder: Path, package: str, version: str) -> None:
    """First the package with what it asks for; its needs then hold for all the rest."""
    wanted = f"{package}=={version}"
    at(f"installing {wanted}")
    _pip(python, "install", "-q", wanted)
    settled = _settled(_pip(python, "freeze", "--all"))
    for pin in _pins_of(settled - {_normal(name(package))}):
        at(f"trying {pin} with it")
        with suppress(TrialError):  # this version of the package needs another one
            _pip(python, "install", "-q", wanted, pin)
    needs = folder / "needs.txt"
    needs.write_text(_pip(python, "freeze", "--all"))
    settled = _settled(needs.read_text())
    at("installing what the tests need")
    rest = folder / "rest.txt"
    rest.write_text("\n".join(_lines(settled)) + "\n")
    _pip(python, "install", "-q", "-c", str(needs), "-r", str(rest))
    [packages] = folder.glob("lib/*/site-packages")
    (packages / "project.pth").write_text(f"{root()}\n")  # as `pip install -e .` would


def _pins() -> str:
    return "".join((root() / name).read_text(encoding="utf-8") for name in PINS)


def _settled(frozen: str) -> set[str]:
    """The names of the packages that are there."""
    return {_normal(found["name"]) for found in PIN.finditer(frozen)}


def _lines(settled: set[str]) -> Iterator[str]:
    """The project's pins, without those of packages that are there."""
    return (pin for name, pin in _requirements() if name not in settled)


def _pins_of(settled: set[str]) -> Iterator[str]:
    """The project's pins of packages that are there."""
    return (pin for name, pin in _requirements() if name in settled)


def _requirements() -> Iterator[tuple[str, str]]:
    """(name, pin) of each of the project's pins."""
    for file in PINS:
        for line in (root() / file).read_text(encoding="utf-8").splitlines():
            requirement = line.partition("  #")[0].strip()
            if found := PIN.match(requirement):
                yield _normal(found["name"]), requirement


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _pip(python: Path, *words: str) -> str:
    done = subprocess.run([python, "-m", "pip", *words], capture_output=True, text=True)
    if done.returncode:
        raise TrialError(f"pip {' '.join(words)}:\n{done.stdout}{done.stderr}")
    return done.stdout
