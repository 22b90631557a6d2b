"""Pyodide with less in it: without what only extension modules call, for a lab loads none.

Pyodide exports all of Python's C API, and nothing can go that is exported. Here an export stays
only if the script that comes with the WebAssembly names it, or snapshot.mjs does:

    pyodide.asm.mjs  ─ names ─┐
    pyodide.asm.wasm ─────────┴─ fewer exports ─ wasm-opt ─► what can still be reached
"""

import hashlib
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from handoff import npm

from . import sources

WASM, GLUE = "pyodide.asm.wasm", "pyodide.asm.mjs"
HANDS_ALL_ON = ("function assignWasmExports(", "function applySignatureConversions(")
FOR_SNAPSHOT = ("sbrk", "malloc", "free")
FOR_SNAPSHOT += ("emscripten_stack_get_end", "emscripten_stack_get_current")
EXPORTS, FUNCTION, DATA = 7, 0, 3  # numbers of a section and of kinds, in WebAssembly's own count
# What Pyodide's WebAssembly uses besides the first version's: nothing newer may come in.
FEATURES = ("bulk-memory", "bulk-memory-opt", "sign-ext", "mutable-globals", "multivalue")
FEATURES += ("nontrapping-float-to-int", "exception-handling", "reference-types")
FEATURES += ("call-indirect-overlong", "extended-const")


def pyodide(root: Path, cache: Path, say: Callable[[str], None]) -> Path:
    """A folder as Pyodide's own, with the WebAssembly that a lab needs; made once."""
    whole = sources.pyodide(root, cache, say)
    binaryen = npm.package("binaryen", root, say, cache)
    made_of = Path(__file__).read_bytes() + binaryen.name.encode()
    folder = cache / f"{whole.name}-slim-{hashlib.sha256(made_of).hexdigest()[:12]}"
    if folder.exists():
        return folder
    say("leaving out of Pyodide what no lab calls")
    part = folder.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    shutil.copytree(whole, part)
    kept = used((whole / GLUE).read_text(encoding="utf-8"), (whole / WASM).read_bytes())
    (part / WASM).write_bytes(only(kept, (whole / WASM).read_bytes()))
    optimise(binaryen, part / WASM)
    npm.move(part, folder)
    return folder


def optimise(binaryen: Path, wasm: Path) -> None:
    """Remove what is not reached any more."""
    features = [f"--enable-{name}" for name in FEATURES]
    passes = ["--mvp-features", *features, "--remove-unused-module-elements"]
    tool = str(binaryen / "bin" / "wasm-opt")
    sources.node(tool, *passes, str(wasm), "-o", str(wasm))


def used(glue: str, wasm: bytes) -> set[str]:
    """The names of exports that the glue names besides handing all of them on."""
    read_at_start = re.findall(r'wasmExports\["(\w+)"\]\.value', glue)
    for function in HANDS_ALL_ON:
        glue = without(glue, function)
    names = Counter(re.findall(r"[\w$]+", glue))
    for declaration in re.findall(r"var ((?:[\w$]+,){50,}[\w$]+);", glue):
        names.subtract(declaration.split(","))
    kept = {*FOR_SNAPSHOT, *read_at_start}
    for name, kind, _ in exports(wasm):
        if kind not in (FUNCTION, DATA) or names[name] > 0 or names[f"_{name}"] > 0:
            kept.add(name)
    return kept


def without(script: str, function: str) -> str:
    """The script, less one function."""
    start = script.find(function)
    if start < 0:
        raise sources.SourceError(f"{GLUE} has no '{function}' any more; see {__name__}")
    depth = 0
    for brace in re.compile(r"[{}]").finditer(script, script.index("{", start)):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return script[:start] + script[brace.end() :]
    raise sources.SourceError(f"{GLUE}: '{function}' has no end")


def only(kept: set[str], wasm: bytes) -> bytes:
    """The module with these exports and no others."""
    out = bytearray(wasm[:8])
    for section, start, end, _ in sections(wasm):
        if section == EXPORTS:
            entries = [raw for name, _, raw in exports(wasm) if name in kept]
            body = number(len(entries)) + b"".join(entries)
            out += bytes([EXPORTS]) + number(len(body)) + body
        else:
            out += wasm[start:end]
    return bytes(out)


def exports(wasm: bytes) -> Iterator[tuple[str, int, bytes]]:
    """Name, kind and bytes of each export."""
    at = next(inside for section, _, _, inside in sections(wasm) if section == EXPORTS)
    count, at = read(wasm, at)
    for _ in range(count):
        start = at
        length, at = read(wasm, at)
        name, kind = wasm[at : at + length].decode(), wasm[at + length]
        _, at = read(wasm, at + length + 1)
        yield name, kind, wasm[start:at]


def sections(wasm: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Number, first byte, end, and first byte inside, of each section."""
    at = 8
    while at < len(wasm):
        length, inside = read(wasm, at + 1)
        yield wasm[at], at, inside + length, inside
        at = inside + length


def read(data: bytes, at: int) -> tuple[int, int]:
    """A number as WebAssembly writes it (LEB128), and where it ends."""
    value = shift = 0
    while True:
        value |= (data[at] & 127) << shift
        shift += 7
        at += 1
        if data[at - 1] < 128:
            return value, at


def number(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])
