"""The versions of Pyodide whose memory can be kept and restored: tried, not promised.

The snapshot rests on calls of Pyodide's that no documentation names:
    _makeSnapshot, makeMemorySnapshot()             snapshot.mjs   makes the image
    _loadSnapshot                                   overrides/assets/javascripts/lab/image.js
    createPyodideModule                             the same, and boot.js for both ways
    _sysExecutable                                  snapshot.mjs   two builds give the same bytes
    wasmTable                                       snapshot.mjs   a slot that phones leave empty
    _sbrk, _malloc, _free, _emscripten_stack_get_*  snapshot.mjs   zeroes what is free

At an upgrade: change `pyodide` in package.json and package-lock.json (`npm install`), add the
version to TRIED, build with --force, run tests/lab. If the image cannot be made any more, the build
says so. If a browser cannot restore it, readers get the ordinary start (lab/boot.js), in which
Python starts as it does anywhere; tests/lab/test_start.py breaks the restore to see that they do.
"""

TRIED = ("314.0.7",)


def refusal(version: str) -> str:
    """Why no image is made with this version; empty where it was tried."""
    if version in TRIED:
        return ""
    tried = ", ".join(TRIED)
    return f"Pyodide {version}: its memory image was tried with {tried}; see {__name__}.TRIED"
