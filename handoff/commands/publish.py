"""Make a built site ready for a host: small, searchable, strict, a release with a name."""

import argparse
import gzip
import sys
from pathlib import Path

from handoff.publish.policy import PLACE
from handoff.publish.site import publish

UNFIT = """{site}: published already, or built without PUBLISHED=true; build it anew, with it. \
In mkdocs.yml stands

extra:
  scope: /
  published: !ENV [PUBLISHED, false]"""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("site", type=Path, help="the folder that the builder wrote")
    parser.add_argument(
        "--no-offline",
        action="store_true",
        help="with a service worker that takes itself and what it kept away from browsers",
    )


def run(options: argparse.Namespace) -> int:
    if not (options.site / "index.html").is_file():
        print(f"{options.site}: no built site; `make build` makes one in site/", file=sys.stderr)
        return 1
    if PLACE not in (options.site / "index.html").read_text(encoding="utf-8"):
        print(UNFIT.format(site=options.site), file=sys.stderr)
        return 1
    release = publish(options.site, not options.no_offline)
    sheet = next(options.site.glob("assets/stylesheets.*/site.css"))
    size = len(gzip.compress(sheet.read_bytes(), 9)) / 1000
    print(f"published: release {release}, style sheet {size:.1f} KB gzip", file=sys.stderr)
    return 0
