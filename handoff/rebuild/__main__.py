"""`python -m handoff.rebuild 127.0.0.1:8000`: what `handoff serve` starts.

MkDocs' server, as `mkdocs serve --dirty` starts it, with the hooks that say what is not modified.
"""

import logging
import sys
from pathlib import Path

from mkdocs.__main__ import State
from mkdocs.commands.serve import serve

from handoff.subject import site_setting

HOOKS = Path(__file__).with_name("hooks.py")


def main(address: str) -> None:
    told = State()  # how MkDocs logs; while it lasts
    build = logging.getLogger("mkdocs.commands.build")
    build.addFilter(lambda record: "'dirty' build" not in record.getMessage())  # it is right here
    own = [str(each) for each in site_setting("hooks") or []]
    serve(dev_addr=address, strict=False, build_type="dirty", hooks=[*own, str(HOOKS)])
    del told


if __name__ == "__main__":
    main(sys.argv[1])
