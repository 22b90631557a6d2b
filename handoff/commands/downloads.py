"""Pack what pages let their readers load, before they are built: programs, quizzes to edit."""

import argparse

from handoff.editor import slices
from handoff.guides import downloads


def arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(options: argparse.Namespace) -> int:
    downloads.write()
    slices.write()
    return 0
