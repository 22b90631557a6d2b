"""Runs the reader's program as `python program.py` would, and says how it ended."""

import linecache
import sys
import traceback
import types
from pathlib import Path

NOT_HERE = (
    "\n[lab] '{name}' is not in the lab, which carries{packages} most of the standard library."
    "\n[lab] The example runs with it on your own machine.\n"
)
carries = ""  # what else: a subject's session says it


def run(path: Path) -> int:
    """Execute a file as __main__ in the current process; returns its exit code."""
    main = types.ModuleType("__main__")
    main.__file__ = path.name
    sys.modules["__main__"] = main
    source = path.read_text(encoding="utf-8")
    linecache.cache[path.name] = (len(source), None, source.splitlines(True), path.name)
    try:
        exec(compile(source, path.name, "exec"), main.__dict__)
    except SystemExit as stop:
        return exit_code(stop)
    except BaseException as error:
        show(error)
        return 1
    return 0


def exit_code(stop: SystemExit) -> int:
    if stop.code is None or isinstance(stop.code, int):
        return int(stop.code or 0)
    print(stop.code, file=sys.stderr)
    return 1


def show(error: BaseException) -> None:
    """The traceback as Python prints it, without our own frame at its top."""
    own = error.__traceback__
    traceback.print_exception(type(error), error, own.tb_next if own else None)
    if isinstance(error, ModuleNotFoundError) and error.name:
        packages = f" {carries} and" if carries else ""
        sys.stderr.write(NOT_HERE.format(name=error.name, packages=packages))
