"""Pyodide's WebAssembly without what no lab calls: what stays, and what does not."""

import pytest

from handoff.lab.bundle import slim, sources
from tests.fixtures.site import ROOT

GLUE = """var _kept,%s;
function assignWasmExports(wasmExports){_kept=wasmExports["kept"];_gone=wasmExports["gone"];
  _seen=wasmExports["seen"].value}
function applySignatureConversions(wasmExports){if(1){wasmExports["gone"]=wrap("gone")}}
function run(){return _kept() + wasmExports["named"]}"""
DECLARED = GLUE % ",".join(["_gone", "_seen", *(f"_other{number}" for number in range(60))])


def module(*exports: tuple[str, int]) -> bytes:
    """A module of an export section, with a section before it and one behind."""
    entries = [
        slim.number(len(name)) + name.encode() + bytes([kind]) + slim.number(300)
        for name, kind in exports
    ]
    body = slim.number(len(entries)) + b"".join(entries)
    section = bytes([slim.EXPORTS]) + slim.number(len(body)) + body
    return b"\0asm\1\0\0\0" + b"\1\2ab" + section + b"\x0a\1c"


WASM = module(("kept", 0), ("gone", 0), ("seen", 3), ("named", 0), ("memory", 2), ("unseen", 3))


def test_an_export_stays_only_if_the_script_names_it():
    kept = slim.used(DECLARED, WASM) - set(slim.FOR_SNAPSHOT)

    assert kept == {"kept", "seen", "named", "memory"}


def test_the_rest_of_the_module_stays_as_it_was():
    slimmer = slim.only({"kept", "memory"}, WASM)

    assert slimmer == module(("kept", 0), ("memory", 2))


def test_a_script_that_hands_nothing_on_is_another_pyodides():
    with pytest.raises(sources.SourceError, match="has no 'function assignWasmExports"):
        slim.used("function run(){}", WASM)


def test_the_labs_pyodide_links_no_graphics_and_keeps_what_its_script_calls(lab_bundle):
    cache = ROOT / "build" / "lab"
    folder = slim.pyodide(ROOT, cache, print)
    whole = sources.pyodide(ROOT, cache, print)
    slimmer, full = ((one / slim.WASM).read_bytes() for one in (folder, whole))
    names = {name for name, _, _ in slim.exports(slimmer)}

    assert b"emscripten_glBindBuffer" in full
    assert b"emscripten_glBindBuffer" not in slimmer
    assert {"memory", "__indirect_function_table", "_pyproxy_apply", "malloc"} <= names
    assert len(names) * 10 < len([*slim.exports(full)])
