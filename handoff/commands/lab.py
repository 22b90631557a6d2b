"""Builds what the labs and the question editor run in the reader's tab: `lab build`.

Nothing is done when nothing it is made from has changed; `--force` does it all the same.
"""

import argparse
from pathlib import Path

from handoff import npm, progress, root


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["build"])
    parser.add_argument("--force", action="store_true", help="even if nothing has changed")
    parser.add_argument("--out", type=Path, help="another folder than overrides/assets/lab")


def run(options: argparse.Namespace) -> int:
    from handoff.editor.bundle import build as editor
    from handoff.lab.bundle.build import build

    try:
        with progress.told("lab"):
            manifest = build(root(), step, options.force, options.out)
            its_editor = None if options.out else editor.build(root(), step, options.force)
    except npm.NpmError as error:
        say(str(error))
        return 1
    say(
        f"{manifest['bytes'] / 1e6:.2f} MB, {len(manifest['packages'])} packages, "
        f"Pyodide {manifest['pyodide']} (Python {manifest['python']})"
    )
    if its_editor:
        say(f"{its_editor['bytes'] / 1e6:.2f} MB for the question editor")
    return 0


def say(line: str) -> None:
    progress.say(f"lab: {line}")


def step(line: str) -> None:
    """Said, and how long it takes is seen."""
    say(line)
    progress.at(line)
