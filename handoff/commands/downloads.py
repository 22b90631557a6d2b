"""Pack each chapter's programs for download, before the pages are built."""

import argparse

from handoff.guides import downloads


def arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(options: argparse.Namespace) -> int:
    downloads.write()
    return 0
