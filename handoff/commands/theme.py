"""Make the theme's style sheet smaller: Material's, without what this site does not use."""

import argparse
import gzip
import sys
from pathlib import Path

import material

from handoff import root
from handoff.theme.trim import trim


def arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(options: argparse.Namespace) -> int:
    folder = Path(material.__file__).parent / "templates" / "assets" / "stylesheets"
    whole = next(folder.glob("main.*.min.css")).read_text(encoding="utf-8")
    made = trim(whole)
    target = root() / "overrides" / "assets" / "stylesheets" / "material.css"
    if not target.exists() or target.read_text(encoding="utf-8") != made:
        target.write_text(made, encoding="utf-8")
        print(f"theme: {kilobytes(whole)} → {kilobytes(made)} KB gzip", file=sys.stderr)
    return 0


def kilobytes(text: str) -> str:
    return f"{len(gzip.compress(text.encode(), 9)) / 1000:.1f}"
