"""Names that Celery imports and that a browser's Python does not have."""

import importlib.util
import os
import sys
import types


def install() -> None:
    for effective, real in (("geteuid", "getuid"), ("getegid", "getgid")):
        if not hasattr(os, effective):
            setattr(os, effective, getattr(os, real, lambda: 1000))
    if importlib.util.find_spec("dbm") is None:
        install_dbm()


def install_dbm() -> None:
    """celery.beat names dbm.error, and imports billiard, which wants its C module to exist."""
    dbm = types.ModuleType("dbm")
    dbm.error = (OSError,)
    sys.modules["dbm"] = dbm
    sys.modules["_multiprocessing"] = types.ModuleType("_multiprocessing")
