"""Write the source of each experiment where the pages fetch it, before they are built."""

import argparse

from handoff.claims import sources


def arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(options: argparse.Namespace) -> int:
    sources.write()
    return 0
