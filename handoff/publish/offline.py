"""Tells the service worker which release it serves, and what belongs to it."""

import json
from pathlib import Path

from handoff.publish.installable import MANIFEST

ON = "const ON = true;"
RELEASE = 'const RELEASE = "none";'
SET = "const SET = [];"
OWN_PAGES = ("review/", "progress/")  # of a reader's own answers, where a site has them
FOR_AUTHORS = ("*/editor/*", "*/question-editor.*")  # no reader's browser need keep these


def offline(site: Path, release: str, on: bool = True) -> None:
    """Write the release into service-worker.js; `on=False` makes it take itself away."""
    worker = site / "service-worker.js"
    text = worker.read_text(encoding="utf-8")
    files = [file.relative_to(site).as_posix() for file in sorted(belonging(site, release))]
    files += [name for name in OWN_PAGES if (site / name).is_dir()]
    for line, told in (
        (ON, f"const ON = {json.dumps(on)};"),
        (RELEASE, f"const RELEASE = {json.dumps(release)};"),
        (SET, f"const SET = {json.dumps(files)};"),
    ):
        text = text.replace(line, told)
    worker.write_text(text, encoding="utf-8")


def belonging(site: Path, release: str) -> list[Path]:
    named = (*site.glob(f"assets/*.{release}/**/*.*"), *site.rglob(f"*.{release}.*"))
    ours = (*named, site / MANIFEST)
    found = (file for file in ours if file.is_file())
    return [file for file in found if not any(map(file.match, FOR_AUTHORS))]
