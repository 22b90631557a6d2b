"""Release what CHANGELOG.md tells of as Unreleased, and check that a tag says the same.

    python -m handoff release                what the next release will bring
    python -m handoff release 1.1.0          that is 1.1.0, of today: CHANGELOG.md, pyproject.toml
    python -m handoff release --tag v1.1.0   do tag, version and changelog agree? prints the notes

The tag, once pushed, makes .github/workflows/release.yml publish the release.
"""

import re
import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from handoff import root
from handoff.changelog.check import LINK, package_version, problems
from handoff.changelog.releases import UNRELEASED, Changelog, Release, read
from handoff.subject import setting

NUMBER = re.compile(r"(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}")


class ReleaseError(Exception):
    """Why it cannot be released, and what would do."""


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("version", nargs="?", help="of the release to make, as in 1.1.0")
    parser.add_argument("--tag", help="of the release to check, as in v1.1.0")


def run(options: Namespace) -> int:
    try:
        changelog = sound()
        if options.tag:
            print(notes(tagged(changelog, options.tag)))
        elif options.version:
            make(changelog, options.version)
            print(f"now: git commit -am 'Release {options.version}'", end=", ")
            print(f"and once that is on main: git tag v{options.version} && git push --tags")
        else:
            print(unreleased(changelog).text)
    except ReleaseError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def sound() -> Changelog:
    changelog = read()
    if wrong := problems():
        raise ReleaseError("\n".join(map(str, wrong)))
    if not changelog.releases:
        message = f"there is nothing to release; write ## {UNRELEASED} and what is new"
        raise ReleaseError(str(changelog.problem(1, message)))
    return changelog


def unreleased(changelog: Changelog) -> Release:
    """What the next release brings; ReleaseError where that is nothing."""
    first = changelog.releases[0]
    if first.version or not first.text:
        message = (
            f"nothing is new since {changelog.released[0].version}" if changelog.released else ""
        )
        advice = f"write it under ## {UNRELEASED}, a line each"
        raise ReleaseError(
            str(changelog.problem(first.line, f"{message or 'nothing is new'}; {advice}"))
        )
    return first


def tagged(changelog: Changelog, tag: str) -> Release:
    """The release that the tag names, which has to be the newest; ReleaseError otherwise."""
    newest = changelog.released[0] if changelog.released else None
    if newest is None or tag != f"v{newest.version}":
        found = f"the newest release is {newest.version}" if newest else "there is no release yet"
        message = f"the tag is {tag}, and {found}; `python -m handoff release VERSION` makes one"
        raise ReleaseError(str(changelog.problem(newest.line if newest else 1, message)))
    return newest


def notes(release: Release) -> str:
    """What it brings, with links that lead into the repository as it was tagged."""
    repository = str(setting("repository") or "").rstrip("/")
    there = f"{repository}/blob/v{release.version}/" if repository else ""
    return LINK.sub(lambda link: f"]({there}{link[1]})", release.text)


def make(changelog: Changelog, version: str) -> None:
    """Write the version, with today's date, where it has to stand."""
    first = unreleased(changelog)
    if not NUMBER.fullmatch(version):
        raise ReleaseError(f"{version} is no version; write three numbers, as in 1.1.0")
    latest = changelog.released[0] if changelog.released else None
    if latest and Release(0, version).number <= latest.number:
        raise ReleaseError(f"{version} is not newer than {latest.version}; choose a higher one")
    lines = changelog.path.read_text(encoding="utf-8").split("\n")
    lines[first.line - 1] = f"## {version} · {datetime.now(UTC).date()}"
    changelog.path.write_text("\n".join(lines), encoding="utf-8", newline="\n")
    if old := package_version():
        write_version(root() / "pyproject.toml", old, version)


def write_version(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    line = re.compile(rf'^version = "{re.escape(old)}"$', re.MULTILINE)
    path.write_text(line.sub(f'version = "{new}"', text, count=1), encoding="utf-8", newline="\n")
