"""Runs inside Pyodide, started by compile.mjs: compiles what a first Run imports, zips the rest."""

import sys

at_boot = set(sys.modules)  # before this file imports anything

import marshal  # noqa: E402
import os  # noqa: E402
import shutil  # noqa: E402
import zipfile  # noqa: E402
from fnmatch import fnmatch  # noqa: E402
from pathlib import Path  # noqa: E402

WORK = Path("/bundle")
STDLIB = f"/lib/python{sys.version_info[0]}{sys.version_info[1]}.zip"
SITE = "/lib/site.zip"
# Python imports these before it can be told of our finder; sitecustomize tells it.
EARLY = {"abc", "_collections_abc", "codecs", "encodings", "genericpath", "io", "lab_loader", "os"}
EARLY |= {"posixpath", "site", "sitecustomize", "stat", "_sitebuiltins"}
BOOT = "boot.bin"  # in the zip: what Pyodide itself imports when it starts


def module_name(path: str) -> str:
    return path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")


def at_start() -> set[str]:
    """All modules that a first Run has imported when its first task is done."""
    sys.path[:0] = [str(WORK / "site"), str(WORK)]
    shutil.copytree(WORK / "disk/usr", "/usr", dirs_exist_ok=True)
    os.environ["PYTHONTZPATH"] = "/usr/share/zoneinfo"
    exec((WORK / "first_run.py").read_text(), {})
    return set(sys.modules)


def compiled(source: bytes, path: str):
    """Docstrings and asserts are left out, as `python -OO` does."""
    return compile(source, path, "exec", dont_inherit=True, optimize=2)


def pyc(source: bytes, path: str) -> bytes:
    import importlib.util

    unchecked = (1).to_bytes(4, "little") + bytes(8)
    return importlib.util.MAGIC_NUMBER + unchecked + marshal.dumps(compiled(source, path))


def write_zip(path: Path, files: dict[str, bytes]) -> None:
    """A zip that is not compressed (compress.mjs does that better) and has no dates."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.external_attr = 0o644 << 16
            archive.writestr(info, files[name])


def stdlib_files() -> dict[str, bytes]:
    left_out = (WORK / "left_out_stdlib.txt").read_text().splitlines()
    with zipfile.ZipFile(STDLIB) as archive:
        return {
            name: archive.read(name)
            for name in archive.namelist()
            if name[-1] != "/"
            and (module_name(name) in STARTED or not any(fnmatch(name, one) for one in left_out))
        }


def site_files() -> dict[str, bytes]:
    folder = WORK / "site"
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def pack(files: dict[str, bytes], where: str) -> tuple[dict, dict, dict, dict]:
    """Split files: compiled for Python's start, for Pyodide's and for ours; and the rest."""
    early, boot, start, rest = {}, {}, {}, {}
    for path in sorted(files):
        name = module_name(path)
        if path.endswith(".py") and name.partition(".")[0] in EARLY and name in at_boot | EARLY:
            early[path + "c"] = pyc(files[path], f"{where}/{path}")
        elif path.endswith(".py") and name in STARTED:
            code = marshal.dumps(compiled(files[path], f"{where}/{path}"))
            modules = boot if name in at_boot else start
            modules[name] = (path.endswith("/__init__.py"), f"{where}/{path}", code)
        else:
            rest[path] = files[path]
    return early, boot, start, rest


STARTED = at_start()
own = {name: (WORK / name).read_bytes() for name in ("lab_loader.py", "sitecustomize.py")}
early, boot, standard, standard_rest = pack(stdlib_files() | own, STDLIB)
_, _, ours, ours_rest = pack(site_files(), SITE)
write_zip(WORK / "out/boot.zip", early | standard_rest | {BOOT: marshal.dumps(boot)})
(WORK / "out/startup.bin").write_bytes(marshal.dumps({**standard, **ours}))
(WORK / "disk/lib").mkdir()
write_zip(WORK / f"disk{STDLIB}", standard_rest)
write_zip(WORK / f"disk{SITE}", ours_rest)
print(len(boot), "modules at boot,", len(standard), "and", len(ours), "at start-up")
