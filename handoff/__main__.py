"""`python -m handoff COMMAND`: what authors and the Makefile call."""

import argparse
import importlib
import os
import pkgutil
import sys
from types import ModuleType

from handoff import commands
from handoff.diagnostics.problem import Problem, shown_path
from handoff.files import UnreadableError


def command(name: str) -> ModuleType:
    return importlib.import_module(f"handoff.commands.{name}")


def names() -> list[str]:
    return sorted(module.name for module in pkgutil.iter_modules(commands.__path__))


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit code is the program's."""
    arguments = sys.argv[1:] if arguments is None else arguments
    parser = argparse.ArgumentParser(prog="python -m handoff", description=__doc__)
    parser.add_argument("command", choices=names())
    chosen = command(parser.parse_args(arguments[:1]).command)
    own = argparse.ArgumentParser(
        prog=f"python -m handoff {arguments[0]}",
        description=chosen.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    chosen.arguments(own)
    return chosen.run(own.parse_args(arguments[1:]))


def program() -> int:
    """`main` for a shell: any terminal's letters will do, and so does a reader like `head`."""
    sys.stdout.reconfigure(errors="backslashreplace")
    try:
        code = main()
        sys.stdout.flush()
    except UnreadableError as error:  # mkdocs.yml, without which no command knows its site
        print(Problem(shown_path(error.path), error.line, error.column, str(error)))
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


if __name__ == "__main__":
    sys.exit(program())
