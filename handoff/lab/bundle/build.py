"""Builds the bundle if its inputs changed, and puts it where the theme's static files are."""

import gzip
import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from handoff import npm

from . import pyodide as versions_of_pyodide
from . import slim, sources, trim
from .recipe import Recipe, lines, recipe

HERE = Path(__file__).parent
FROM_PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
MADE = ("memory.bin", "disk.bin")
ORDINARY = ("boot.zip", "startup.bin")  # fetched only where the memory cannot be restored
KEPT_COMPRESSED = 20  # files of earlier builds
DECODER = "zstddec.mjs"  # unpacks all the others, so it comes as gzip


def build(root: Path, say: Callable[[str], None], force: bool = False, out: Path | None = None):
    """Make the bundle; returns its manifest. Files that nothing names any more are removed."""
    out = out or root / "overrides" / "assets" / "lab"
    made_of = recipe()
    inputs = fingerprint(root, made_of)
    manifest = read_manifest(out)
    if not force and manifest.get("inputs") == inputs and complete(out, manifest):
        return manifest
    cache = root / "build" / "lab"  # not .cache: Zensical empties that
    pyodide = slim.pyodide(root, cache, say)
    if refusal := versions_of_pyodide.refusal(npm.pin("pyodide", root)["version"]):
        raise sources.SourceError(refusal)
    decoder = npm.package("zstddec", root, say, cache) / "dist" / DECODER
    wheels = sources.wheels(made_of, cache, say)
    with TemporaryDirectory(dir=cache) as folder:
        work = lay_out(Path(folder), made_of, wheels)
        say("compiling with Pyodide's own Python")
        say(sources.node(str(HERE / "compile.mjs"), str(pyodide), str(work)).splitlines()[-1])
        say("running it for the first time, keeping its memory")
        script = ("--experimental-wasm-jspi", str(HERE / "snapshot.mjs"))
        say(sources.node(*script, str(pyodide), str(work)).splitlines()[-1])
        say("compressing")
        for name in FROM_PYODIDE:
            shutil.copy(pyodide / name, work / "out" / name)
        parts = [work / "out" / name for name in (*FROM_PYODIDE, *MADE, *ORDINARY)]
        compress(parts, cache / "compressed")
        facts = {"inputs": inputs, **versions(made_of, pyodide)}
        return publish(decoder, parts, out, facts)


def fingerprint(root: Path, made_of: Recipe) -> str:
    """A hash of all that the bundle is made from."""
    pins = [npm.pin(name, root) for name in ("pyodide", "zstddec", "binaryen")]
    digest = hashlib.sha256(json.dumps(pins).encode())
    for path in [*sorted(HERE.glob("*.*")), *made_of.files]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def read_manifest(out: Path) -> dict:
    path = out / "manifest.json"
    return json.loads(path.read_text()) if path.exists() else {}


def complete(out: Path, manifest: dict) -> bool:
    files = {**manifest["files"], **manifest["ordinary"]}
    return all((out / part["path"]).exists() for part in files.values())


def lay_out(work: Path, made_of: Recipe, wheels: list[Path]) -> Path:
    """The folder that compile.py and snapshot.py find as /bundle."""
    files = {name: data for wheel in wheels for name, data in sources.files_of(wheel).items()}
    zones = trim.zones(files, made_of.lines("kept_zones.txt"))
    write(trim.site(files, made_of.lines("left_out.txt")), work / "site")
    (work / "disk" / "usr").mkdir(parents=True)
    write(zones, work / "disk" / "usr" / "share" / "zoneinfo")
    for name, folder in made_of.packages.items():
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(folder, work / "site" / name, ignore=ignored)
    for name in ("lab_loader.py", "sitecustomize.py", "snapshot.py"):
        shutil.copy(HERE / name, work / name)
    shutil.copy(made_of.first_run, work / "first_run.py")
    (work / "left_out_stdlib.txt").write_text("\n".join(lines(HERE / "left_out_stdlib.txt")))
    (work / "out").mkdir()
    return work


def write(files: dict[str, bytes], folder: Path) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def versions(made_of: Recipe, pyodide: Path) -> dict:
    pins = (line.split()[0].split("==") for line in made_of.lines("wheels.txt"))
    lock = json.loads((pyodide / "pyodide-lock.json").read_text())["info"]
    package = json.loads((pyodide / "package.json").read_text())
    return {
        "session": made_of.session,
        "packages": dict(pins),
        "pyodide": package["version"],
        "python": lock["python"],
        "lock": {"info": lock, "packages": {}},
    }


def publish(decoder: Path, parts: list[Path], out: Path, facts: dict) -> dict:
    """Put each part where its name changes with its content, then name them all."""
    out.mkdir(parents=True, exist_ok=True)
    files = {decoder.name: put(decoder, gzip.compress(decoder.read_bytes(), 9, mtime=0), out)}
    for part in parts:
        files[part.name] = put(part, part.with_name(f"{part.name}.zst").read_bytes(), out)
    named = {file["path"] for file in files.values()} | {"manifest.json"}
    ordinary = {name: files.pop(name) for name in ORDINARY}
    total = sum(file["bytes"] for file in files.values())
    manifest = {**facts, "bytes": total, "files": files, "ordinary": ordinary}
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")
    for path in out.iterdir():
        if path.name not in named:
            path.unlink()
    return manifest


def compress(parts: list[Path], known: Path) -> None:
    """Write each part's .zst beside it; what was compressed before is not compressed again."""
    known.mkdir(exist_ok=True)
    kept = {part: known / hashlib.sha256(part.read_bytes()).hexdigest() for part in parts}
    new = [part for part in parts if not kept[part].exists()]
    sources.node(str(HERE / "compress.mjs"), *map(str, new))
    for part in parts:
        packed = part.with_name(f"{part.name}.zst")
        if part in new:
            shutil.copy(packed, kept[part].with_suffix(".part"))
            kept[part].with_suffix(".part").rename(kept[part])
        else:
            shutil.copy(kept[part], packed)
    stale = set(known.iterdir()) - set(kept.values())
    for path in sorted(stale, key=lambda one: one.stat().st_mtime)[:-KEPT_COMPRESSED]:
        path.unlink()


def put(part: Path, packed: bytes, out: Path) -> dict:
    """Under a name that no server knows, so that none unpacks or compresses it on the way."""
    path = f"{part.name}.{hashlib.sha256(packed).hexdigest()[:16]}.bin"
    (out / path).write_bytes(packed)
    return {"path": path, "bytes": len(packed), "size": part.stat().st_size}
