"""Pack what pages let their readers load, before they are built: programs, quizzes to edit."""

import argparse

from handoff.editor import slices
from handoff.guides import downloads
from handoff.progress import told


def arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(options: argparse.Namespace) -> int:
    with told("downloads"):
        downloads.write()
        slices.write()
    return 0
