"""The bundle: small, reproducible, made of what is pinned, its licences shown."""

import ast
import gzip
import hashlib
import json
import re
import shutil
from functools import cache
from pathlib import Path

import pytest

from handoff import npm
from handoff.lab.bundle import build, sources
from handoff.lab.bundle.recipe import recipe
from tests.fixtures.site import ROOT

LIMIT = 6_800_000  # bytes
INSIDE_PYODIDE = (
    "Emscripten",
    "musl",
    "zlib",
    "bzip2",
    ".*liblzma",
    "libffi",
    "Expat",
    "mpdecimal",
)


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.slow
def test_two_builds_give_the_same_bytes(lab_bundle: Path, tmp_path: Path):
    build.build(ROOT, lambda line: None, force=True, out=tmp_path / "again")

    assert content(tmp_path / "again") == content(lab_bundle)


def test_nothing_is_built_when_nothing_changed(lab_bundle: Path, tmp_path: Path):
    shutil.copytree(lab_bundle, tmp_path / "lab")
    said: list[str] = []

    build.build(ROOT, said.append, out=tmp_path / "lab")

    assert said == []


def test_bundle_fits_what_the_page_says(lab_bundle: Path):
    manifest = json.loads((lab_bundle / "manifest.json").read_text())

    parts = {**manifest["files"], **manifest["ordinary"]}
    assert {name: part["bytes"] for name, part in parts.items()} == {
        name: (lab_bundle / part["path"]).stat().st_size for name, part in parts.items()
    }
    assert manifest["bytes"] == sum(part["bytes"] for part in manifest["files"].values())
    assert manifest["bytes"] <= LIMIT


def test_every_name_carries_its_contents_hash(lab_bundle: Path):
    for path in lab_bundle.glob("*.bin"):
        [found] = re.findall(r"\.([0-9a-f]{16})\.bin$", path.name)
        assert hashlib.sha256(path.read_bytes()).hexdigest().startswith(found)


def test_every_part_unpacks_to_the_size_that_is_told(lab_bundle: Path, tmp_path: Path):
    files = json.loads((lab_bundle / "manifest.json").read_text())["files"]
    decoder = files.pop("zstddec.mjs")

    assert len(gzip.decompress((lab_bundle / decoder["path"]).read_bytes())) == decoder["size"]
    for part, file in files.items():
        assert len(unpacked(lab_bundle, part, tmp_path)) == file["size"], part


def unpacked(bundle: Path, part: str, folder: Path) -> bytes:
    path = json.loads((bundle / "manifest.json").read_text())["files"][part]["path"]
    script = """const [from, to] = process.argv.slice(-2), fs = require("node:fs");
    fs.writeFileSync(to, require("node:zlib").zstdDecompressSync(fs.readFileSync(from)));"""
    sources.node("-e", script, str(bundle / path), str(folder / part))
    return (folder / part).read_bytes()


def test_kept_memory_knows_nothing_of_the_machine_it_was_made_on(lab_bundle: Path, tmp_path):
    memory = unpacked(lab_bundle, "memory.bin", tmp_path)

    assert b"/lib/site.zip/celery/app/trace.py" in memory
    for own in (str(ROOT), str(Path.home())):
        assert own.encode() not in memory, own


PACK = """import(process.argv[1]).then(({ packMemory }) => {
  const head = new Uint8Array(Uint32Array.of(0, 16, 0, 0).buffer);
  const machine = (byte, ...zeros) => {
    const memory = Uint8Array.from([...head, ...new Uint8Array(8192).fill(byte)]);
    for (const at of zeros) memory.fill(0, 16 + at, 20 + at);
    return memory;
  };
  const fresh = new Uint8Array(8192);
  const pack = (plain, phone) => packMemory(machine(1), plain, phone, 0x01010101, fresh);
  pack(machine(1), machine(1, 64));
  pack(%s);
}).catch((error) => { console.log(error.message); process.exit(1) })"""


@pytest.mark.parametrize(
    ("machines", "told"),
    [
        ("machine(2), machine(1, 64)", "8192 bytes differ: not the same machine"),
        ("machine(1), machine(1)", "0 words name the function in slot"),
        ("machine(1), machine(1, 64, 128)", "2 words name the function in slot"),
    ],
)
def test_machines_of_all_browsers_must_be_the_same_but_for_few_bytes(machines: str, told: str):
    with pytest.raises(sources.SourceError, match=told):
        sources.node("-e", PACK % machines, str(build.HERE / "pack.mjs"))


def test_a_part_that_is_not_what_was_pinned_is_refused(tmp_path: Path):
    archive = tmp_path / "pyodide.tgz"
    archive.write_bytes(b"something else")

    with pytest.raises(npm.NpmError, match="pins AAAA"):
        npm.check(archive, "sha512-AAAA")


def test_nothing_of_it_is_in_git():
    tracked = sources.subprocess.run(
        ["git", "ls-files", "overrides/assets/lab", "build"], cwd=ROOT, capture_output=True
    )

    assert tracked.stdout == b""


def test_every_part_has_its_licence_on_the_licence_page(lab_bundle: Path):
    page = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    words = " ".join(page.split())

    for wheel in sources.wheels(recipe(), ROOT / "build" / "lab", print):
        name, version = wheel.name.split("-")[:2]
        assert f"{name.replace('_', '-')} {version}:" in page
        for path, data in sources.files_of(wheel).items():
            if "dist-info" in path and "LICENSE" in path:
                assert " ".join(data.decode("utf-8", "replace").split()) in words, path
    assert "Mozilla Public License Version 2.0" in words
    for part in INSIDE_PYODIDE:
        assert re.search(rf"^### {part}: ", page, re.M), part
    decoder = npm.package("zstddec", ROOT, print, ROOT / "build" / "lab")
    assert " ".join((decoder / "LICENSE").read_text().split()) in words


def test_celery_is_not_edited(lab_bundle: Path, in_node):
    """Every function in the tab that stands in a module of Celery's is its wheel's own."""
    files = {}
    for wheel in sources.wheels(recipe(), ROOT / "build" / "lab", print):
        files |= sources.files_of(wheel)

    [done] = in_node([{"files": {"look.py": FUNCTIONS_OF_CELERY}, "program": "look.py"}])
    seen = json.loads(done["printed"]["program"])

    assert len(seen) > 1500
    assert {name for _, name, path, _ in seen if OURS.match(path)} == {"sleep"}
    for module, name, path, line in seen:
        file = path.removeprefix("/lib/site.zip/")
        if file in files:
            assert (name, line) in definitions(file, files[file]), (module, name)


OURS = re.compile("/lib/site.zip/(celery_)?lab/")
FUNCTIONS_OF_CELERY = """
import json, sys, types
def functions(space):
    for value in list(vars(space).values()):
        if type(value) in (staticmethod, classmethod):
            value = value.__func__
        if type(value) is types.FunctionType and value.__name__ not in ("<lambda>", "__annotate__"):
            yield value.__code__
        elif type(value) is type and isinstance(space, types.ModuleType):
            yield from functions(value) if value.__module__ == space.__name__ else ()
seen = set()
for name, module in list(sys.modules.items()):
    if name.partition(".")[0] in ("celery", "kombu", "vine"):
        seen |= {(name, c.co_name, c.co_filename, c.co_firstlineno) for c in functions(module)}
print(json.dumps(sorted(seen)))
"""


@cache
def definitions(path: str, source: bytes) -> set[tuple[str, int]]:
    """(name, first line) of every function of a file; a decorator is its first line."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    found = [node for node in ast.walk(ast.parse(source)) if isinstance(node, kinds)]
    firsts = ([node.lineno, *(each.lineno for each in node.decorator_list)] for node in found)
    return {(node.name, min(lines)) for node, lines in zip(found, firsts, strict=True)}
