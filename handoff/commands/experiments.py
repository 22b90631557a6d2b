"""Write the source of each experiment where the pages fetch it, before they are built."""

import argparse

from handoff.claims import sources
from handoff.progress import told


def arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(options: argparse.Namespace) -> int:
    with told("experiments"):
        sources.write()
    return 0
