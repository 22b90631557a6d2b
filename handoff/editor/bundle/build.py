"""Builds the editor's part of the bundle if its inputs changed, beside the lab's."""

import hashlib
import json
import shutil
import struct
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from handoff.editor.bundle import packages
from handoff.lab.bundle import build as lab
from handoff.lab.bundle import sources
from handoff.lab.bundle.recipe import lines

HERE = Path(__file__).parent
FOLDER = Path("overrides") / "assets" / "editor"
FROM_LAB = (*lab.FROM_PYODIDE, lab.DECODER)
MADE = ("boot.zip", "startup.bin", "disk.bin")
PLAIN, SITE = "/lib/plain", "/lib/site.zip"  # in the tab


def build(root: Path, say: Callable[[str], None], force: bool = False) -> dict:
    """Make it; returns its manifest. The lab's bundle has to be there."""
    out, cache = root / FOLDER, root / "build" / "lab"
    its_lab = lab.read_manifest(lab_folder(root))
    held, own = packages.installed(), packages.ours()
    inputs = fingerprint(its_lab, held | own)
    manifest = lab.read_manifest(out)
    if not force and manifest.get("inputs") == inputs and complete(out, manifest):
        return manifest
    pyodide = sources.pyodide(root, cache, say)
    with TemporaryDirectory(dir=cache) as folder:
        work = lay_out(Path(folder), held, own)
        say("compiling what checks a question")
        say(sources.node(str(lab.HERE / "compile.mjs"), str(pyodide), str(work)).splitlines()[-1])
        (work / "out" / "disk.bin").write_bytes(disk(work))
        say("compressing")
        parts = [work / "out" / name for name in MADE]
        lab.compress(parts, cache / "compressed-editor")
        return publish(parts, out, its_lab, inputs)


def lab_folder(root: Path) -> Path:
    return root / "overrides" / "assets" / "lab"


def fingerprint(its_lab: dict, files: dict[str, bytes]) -> str:
    """A hash of all that it is made from."""
    digest = hashlib.sha256(json.dumps(its_lab.get("files", {}), sort_keys=True).encode())
    scripts = [*HERE.glob("*.*"), *lab.HERE.glob("compil*"), lab.HERE / "lab_loader.py"]
    for path in sorted(scripts):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    for name in sorted(files):
        digest.update(name.encode() + b"\0" + files[name])
    return digest.hexdigest()


def complete(out: Path, manifest: dict) -> bool:
    return all((out / part["path"]).exists() for part in manifest["files"].values())


def lay_out(work: Path, held: dict[str, bytes], plain: dict[str, bytes]) -> Path:
    """The folder that the lab's compile.py finds as /bundle."""
    lab.write(held, work / "site")
    lab.write(plain, work / "plain")
    for folder in (work / "disk" / "usr", work / "out"):
        folder.mkdir(parents=True)
    for name in ("lab_loader.py", "sitecustomize.py"):
        shutil.copy(lab.HERE / name, work / name)
    shutil.copy(HERE / "first_run.py", work / "first_run.py")
    left_out = lines(lab.HERE / "left_out_stdlib.txt")
    (work / "left_out_stdlib.txt").write_text("\n".join(left_out))
    return work


def disk(work: Path) -> bytes:
    """The tab's files, as overrides/assets/javascripts/lab/image.js reads a disk."""
    plain = sorted(path for path in (work / "plain").rglob("*") if is_shipped(path))
    files = {f"{PLAIN}/{path.relative_to(work / 'plain').as_posix()}": path for path in plain}
    files[SITE] = work / "disk" / SITE.lstrip("/")
    index, at, held = {}, 0, b""
    for name, path in files.items():
        data = path.read_bytes()
        index[name] = [at, len(data)]
        held += data
        at += len(data)
    words = json.dumps(index).encode()
    return struct.pack("<I", len(words)) + words + held


def is_shipped(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts


def publish(parts: list[Path], out: Path, its_lab: dict, inputs: str) -> dict:
    """Put each part where its name changes with its content, then name them all."""
    out.mkdir(parents=True, exist_ok=True)
    files = {name: from_lab(its_lab["files"][name]) for name in FROM_LAB}
    for part in parts:
        files[part.name] = lab.put(part, part.with_name(f"{part.name}.zst").read_bytes(), out)
    manifest = {
        "inputs": inputs,
        "packages": packages.versions(),
        "lock": its_lab["lock"],
        "bytes": sum(file["bytes"] for file in files.values()),
        "files": files,
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")
    named = {file["path"] for file in files.values()} | {"manifest.json"}
    for path in out.iterdir():
        if path.name not in named:
            path.unlink()
    return manifest


def from_lab(file: dict) -> dict:
    return {**file, "path": f"../lab/{file['path']}"}
