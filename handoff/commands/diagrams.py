"""Fetch Mermaid for our own host, if a chapter has a diagram that only a browser can draw."""

import argparse
import sys

from handoff import npm, root
from handoff.diagram.browser import provide


def arguments(parser: argparse.ArgumentParser) -> None:
    pass


def say(line: str) -> None:
    print(f"diagrams: {line}", file=sys.stderr)


def run(options: argparse.Namespace) -> int:
    try:
        if provide(root(), say):
            say("some are drawn in the browser, by Mermaid from this site")
    except npm.NpmError as error:
        say(str(error))
        return 1
    return 0
