"""`make bench`: speed and size, measured side by side; nothing is asserted here.

    python -m tests.bench                      everything: half an hour on an idle machine
    python -m tests.bench build-10 click       these alone; the others keep their last results
    python -m tests.bench --quick              tries everything once, small, and keeps nothing
    python -m tests.bench --page               writes the page from the results that are kept

The results are kept in tests/bench/results.json, and the page written from them is
docs/authors/speed.md.
"""

import argparse
import subprocess
import sys
from importlib import import_module

from tests.bench import results
from tests.bench.costs import say
from tests.bench.machine import here, load, today, versions
from tests.bench.page import PAGE, page

PRINTED = ("visit", "answering", "lighthouse")  # they say what they find, and nothing is kept of it
BUILDS = ("build-10", "build-100", "build-1000")
MEASUREMENTS = ("weight", "click", "lab", "replay", "reload", "check", "search", *BUILDS)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=", ".join((*MEASUREMENTS, *PRINTED))
    )
    parser.add_argument("--quick", action="store_true", help="try it: small, and nothing is kept")
    parser.add_argument("--page", action="store_true", help="only write the page")
    options = parser.parse_args(arguments)
    known = (*MEASUREMENTS, *PRINTED)
    if unknown := [name for name in options.names if name not in known]:
        parser.error(f"there is no {unknown[0]}; there are {', '.join(known)}")
    chosen = [] if options.page else options.names or known
    for number, name in enumerate(chosen, 1):
        say(f"{name} ({number} of {len(chosen)})")
        if name in PRINTED:
            subprocess.run([sys.executable, "-m", f"tests.bench.bench_{name}"], check=False)
            continue
        measured = run(name, options.quick)
        if not options.quick:
            results.keep(name, measured)
            PAGE.write_text(page(results.read()), encoding="utf-8")
    if options.page:
        PAGE.write_text(page(results.read()), encoding="utf-8")
    return 0


def run(name: str, quick: bool) -> dict:
    before = load()
    module, _, count = name.partition("-")
    measure = import_module(f"tests.bench.bench_{module}").measure
    rows = measure(quick, int(count)) if count else measure(quick)
    for row in rows:
        print(f"{row.case} | {row.name} | {row.figure}: {row.values} {row.unit}", flush=True)
    return {
        "date": today(),
        "machine": here(),
        "load": [before, load()],
        "versions": versions(),
        "rows": rows,
    }


if __name__ == "__main__":
    sys.exit(main())
