"""What is wrong with CHANGELOG.md, and what it and the package's version say differently."""

import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from handoff import root
from handoff.changelog.releases import UNRELEASED, Changelog, Release, read
from handoff.diagnostics.problem import Problem, did_you_mean, quoted
from handoff.files import is_file
from handoff.pages.page import pages

ITEM = re.compile(r"[-*] +\S")
LINK = re.compile(r"\]\((?![a-z]+:)([^)\s]+)\)")  # of a file of the project


def problems() -> list[Problem]:
    """All of them; none where the project has no changelog."""
    changelog = read()
    if changelog.problems:
        return changelog.problems
    found = [*_order(changelog), *_version(changelog)]
    for release in changelog.releases:
        found += _of_release(changelog, release)
    return found


def _of_release(changelog: Changelog, release: Release) -> Iterator[Problem]:
    if release.version and not any(map(ITEM.match, release.lines)):
        message = f"{release.version} brings nothing; write a line that begins with -"
        yield changelog.problem(release.line, message)
    for number, line in enumerate(release.lines, release.line + 1):
        for link in LINK.finditer(line):
            if not is_file(root() / link[1].partition("#")[0]):
                hint = did_you_mean(link[1], [_named(each.path) for each in pages()])
                message = f"the link {quoted(link[1])} leads to no file of the project; {hint}"
                yield changelog.problem(number, message, link.start(1) + 1)


def _named(path: Path) -> str:
    return path.relative_to(root()).as_posix()


def _order(changelog: Changelog) -> Iterator[Problem]:
    for release in changelog.releases[1:]:
        if not release.version:
            yield changelog.problem(release.line, f"{UNRELEASED} stands first; move it up")
    for newer, older in pairwise(changelog.released):
        if newer.number <= older.number or newer.day < older.day:
            message = f"{older.version} of {older.day} is not older than what stands above it"
            yield changelog.problem(older.line, f"{message}; the newest comes first")


def _version(changelog: Changelog) -> Iterator[Problem]:
    version = package_version()
    if version and changelog.released and version != changelog.released[0].version:
        newest = changelog.released[0]
        message = f"pyproject.toml has version {version}, and the newest release is another"
        yield changelog.problem(newest.line, f"{message}; `handoff release` sets both", 4)


def package_version() -> str:
    """What pyproject.toml says; empty without one, for a site needs none."""
    try:
        project = tomllib.loads((root() / "pyproject.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    return str(project.get("project", {}).get("version", ""))
