"""Make the site's one style sheet: Material's, without what this site does not use, and ours."""

import argparse
import gzip
import sys

from handoff import root
from handoff.theme import sheet


def arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(options: argparse.Namespace) -> int:
    folder = root() / "overrides" / "assets" / "stylesheets"
    made = sheet(folder)
    target = folder / "site.css"
    if not target.exists() or target.read_text(encoding="utf-8") != made:
        target.write_text(made, encoding="utf-8")
        size = len(gzip.compress(made.encode(), 9))
        print(f"theme: site.css, {size / 1000:.1f} KB gzip", file=sys.stderr)
    return 0
