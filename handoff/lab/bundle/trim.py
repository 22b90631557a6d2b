"""Decides which files go into the tab: all but what the left_out lists name."""

from fnmatch import fnmatch
from pathlib import Path

HERE = Path(__file__).parent


def lines(name: str) -> list[str]:
    """The lines of a list beside this file, without its comments."""
    text = (HERE / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def site(files: dict[str, bytes]) -> dict[str, bytes]:
    """What stays of the wheels' files."""
    left_out = lines("left_out_site.txt")
    return {
        name: data
        for name, data in files.items()
        if not any(fnmatch(name, pattern) for pattern in left_out)
    }


def zones(files: dict[str, bytes]) -> dict[str, bytes]:
    """The time zones that stay, of tzdata's."""
    return {zone: files[f"tzdata/zoneinfo/{zone}"] for zone in lines("kept_zones.txt")}
