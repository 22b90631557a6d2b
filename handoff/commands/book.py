"""Make a PDF and an EPUB of each guide from the built site, and name them on the guides' overviews.

    python -m handoff book site                of all guides, into site/assets/books/
    python -m handoff book site guide          of one
    python -m handoff book site --kind EPUB    without WeasyPrint: no PDF

`make book` builds the site and installs what this needs (handoff/book/requirements.txt) before it.
"""

import argparse
import importlib
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from handoff.diagnostics.problem import did_you_mean, quoted
from handoff.guides.guide import Guide, guides
from handoff.progress import at, say, told

KINDS = ("PDF", "EPUB")
STEPS = "weasyprint.progress"  # the logger that says what WeasyPrint does
NEEDS = "books need what `pip install -r handoff/book/requirements.txt` installs, and Pango"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("site", type=Path, help="the folder that the builder wrote")
    parser.add_argument("guide", nargs="*", help="folders in docs/; without one, all guides")
    parser.add_argument("--kind", choices=KINDS, action="append", help="only this; may come twice")


def run(options: argparse.Namespace) -> int:
    kinds = options.kind or KINDS
    found = [guide for guide in guides() if guide.chapters]
    chosen = [guide for guide in found if guide.name in (options.guide or [guide.name])]
    if message := refused(options, found, kinds):
        print(message, file=sys.stderr)
        return 1
    with told("book", STEPS):
        for guide in chosen:
            shelve(guide, options.site, kinds)
    return 0


def refused(options: argparse.Namespace, known: list[Guide], kinds: Sequence[str]) -> str:
    """Why nothing can be made, and what would do; empty if all is well."""
    if not (options.site / "index.html").is_file():
        return f"{options.site}: no built site; `make book` makes one and the books in it"
    names = [guide.name for guide in known]
    for name in options.guide:
        if name not in names:
            return f"no guide {quoted(name)} has chapters; {did_you_mean(name, names)}"
    try:
        importlib.import_module("handoff.book.shelf")
        if "PDF" in kinds:
            importlib.import_module("weasyprint")
            importlib.import_module("font_source_serif_pro")
    except (ImportError, OSError) as error:  # OSError: Pango is not there
        return f"{NEEDS}: {str(error).splitlines()[0]}"
    return ""


def shelve(guide: Guide, site: Path, kinds: Sequence[str]) -> None:
    from handoff.book import shelf, whole  # needs what `refused` has looked for

    began = time.monotonic()
    at(f"{guide.name}: its pages")
    book = whole.read(guide, site)
    made = []
    for kind in kinds:
        say(f"{guide.name}: {kind} of {len(book.parts)} pages of the site …")
        file = shelf.make(book, site, kind)
        made.append(f"{file} {shelf.size(file)}")
    shelf.link(guide, site)
    say(f"{guide.name}: {', '.join(made)}; {time.monotonic() - began:.0f} s")
