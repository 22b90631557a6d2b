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
    zones = {f"tzdata/zoneinfo/{zone}" for zone in lines("kept_zones.txt")}
    zones |= {f"{parent}/__init__.py" for zone in zones for parent in [zone.rpartition("/")[0]]}
    return {
        name: data
        for name, data in files.items()
        if name in zones or not any(fnmatch(name, pattern) for pattern in left_out)
    }
