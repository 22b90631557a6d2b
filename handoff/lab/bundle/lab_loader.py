"""Imports what compile.py compiled, while the snapshot is made; the tab itself never sees this.

boot.bin, in the zip of Python's library: what Pyodide itself imports; sitecustomize.py asks for it
startup.bin: what a first Run imports
"""

import marshal
import sys

ModuleSpec = type(__spec__)  # importlib.machinery is not there yet


class PackFinder:
    """A meta path finder; `packed` maps a name to (is it a package, its path, its code)."""

    def __init__(self, packed: dict):
        self.packed = packed

    def find_spec(self, name, path=None, target=None):
        if name not in self.packed:
            return None
        is_package, origin, _ = self.packed[name]
        spec = ModuleSpec(name, self, origin=origin, is_package=is_package)
        spec.has_location = True
        if is_package:
            spec.submodule_search_locations = [origin.rpartition("/")[0]]
        return spec

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        exec(marshal.loads(self.packed[module.__name__][2]), module.__dict__)


def boot() -> None:
    data = __loader__.get_data(f"{__loader__.archive}/boot.bin")
    sys.meta_path.insert(0, PackFinder(marshal.loads(data)))


def install(path: str) -> None:
    with open(path, "rb") as file:  # noqa: PTH123  pathlib costs an import here
        sys.meta_path.insert(0, PackFinder(marshal.load(file)))
    sys.path.insert(0, "/lib/site.zip")
