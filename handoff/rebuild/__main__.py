"""`python -m handoff.rebuild 127.0.0.1:8000`: what `handoff serve` starts.

MkDocs' server; where all that makes the pages is known, as `mkdocs serve --dirty` starts it, with
the hooks that say what is not modified.
"""

import logging
import sys

from mkdocs.__main__ import State
from mkdocs.commands.serve import serve
from mkdocs.config import load_config

from handoff.rebuild.known import HOOKS, is_known


def main(address: str) -> None:
    told = State()  # how MkDocs logs; while it lasts
    build = logging.getLogger("mkdocs.commands.build")
    build.addFilter(lambda record: "'dirty' build" not in record.getMessage())  # it is right here
    keeping = {"build_type": "dirty", "hooks": [HOOKS]} if is_known(load_config()) else {}
    serve(dev_addr=address, strict=False, **keeping)
    del told


if __name__ == "__main__":
    main(sys.argv[1])
