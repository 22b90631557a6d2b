"""Make the search index of a built site, from its HTML."""

import argparse
import sys
import time
from pathlib import Path

from handoff.search.files import index


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("site", type=Path, help="the folder that the builder wrote")


def run(options: argparse.Namespace) -> int:
    if not (options.site / "index.html").is_file():
        print(f"{options.site}: no built site; `make build` makes one in site/", file=sys.stderr)
        return 1
    start = time.perf_counter()
    pages, sections = index(options.site)
    files = list((options.site / "search").rglob("*.json"))
    size = sum(file.stat().st_size for file in files) / 1000
    took = time.perf_counter() - start
    print(
        f"search: {sections:,} sections of {pages:,} pages in {took:.1f} s; "
        f"{size:,.0f} KB in {len(files):,} files, of which a search asks for a few",
        file=sys.stderr,
    )
    return 0
