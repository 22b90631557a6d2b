"""Runs inside Pyodide, started by snapshot.mjs: a first Run, of which only the warmth stays."""

import os


def prepare() -> None:
    import lab_loader

    os.environ["PYTHONTZPATH"] = "/usr/share/zoneinfo"
    lab_loader.install("/bundle/out/startup.bin")


def first_run() -> None:
    with open("/bundle/first_run.py", encoding="utf-8") as file:  # noqa: PTH123  pathlib is packed
        exec(file.read(), {"__name__": "first_run"})


def forget() -> None:
    import gc
    import importlib
    import sys
    import zipimport

    import lab_loader

    sys.path.remove("/home/lab")
    os.environ.pop("PYTHONHASHSEED")
    for finder in [one for one in sys.meta_path if isinstance(one, lab_loader.PackFinder)]:
        finder.packed.clear()  # its modules are in memory now
        sys.meta_path.remove(finder)
    del sys.modules["lab_loader"], sys.modules["sitecustomize"]
    zipimport._zip_directory_cache.clear()
    sys.path_importer_cache.clear()
    importlib.invalidate_caches()
    for path in [one for one in sys.path if one.endswith(".zip")]:
        zipimport.zipimporter(path)  # reads what it holds: the tab need not
    gc.collect()
