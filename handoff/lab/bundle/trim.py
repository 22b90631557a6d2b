"""Decides which files go into the tab: all but what the left_out lists name."""

from fnmatch import fnmatch


def site(files: dict[str, bytes], left_out: list[str]) -> dict[str, bytes]:
    """What stays of the wheels' files; `left_out` are patterns."""
    return {
        name: data
        for name, data in files.items()
        if not any(fnmatch(name, pattern) for pattern in left_out)
    }


def zones(files: dict[str, bytes], kept: list[str]) -> dict[str, bytes]:
    """The time zones that stay, of tzdata's."""
    return {zone: files[f"tzdata/zoneinfo/{zone}"] for zone in kept}
