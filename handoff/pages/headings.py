"""The ids that Python-Markdown's table of contents gives to the sections of a page.

Its own functions would do, but `check` would wait for all of Python-Markdown; a test compares them.
"""

import re
import unicodedata
from collections.abc import Iterable

HEADING = re.compile(r"^#{2,6}\s+(.+?)\s*#*\s*$")
OWN_ID = re.compile(r"\s*\{[^}]*#([\w-]+)[^}]*\}$")
COUNTED = re.compile(r"(.*)_([0-9]+)")
EMPHASIS = r"\*\*?|(?<!\w)__?(?=\w)|(?<=\w)__?(?!\w)"  # not the underscore of to_thread
MARKUP = re.compile(rf"`([^`]*)`|{EMPHASIS}|\[([^\]]*)\]\([^)]*\)|\{{claim:[^}}]*\}}")


def anchors(lines: Iterable[str]) -> list[str]:
    """`lines` are those outside fences."""
    taken: set[str] = set()
    found = (HEADING.match(line) for line in lines if line.startswith("##"))
    return [anchor(heading[1], taken) for heading in found if heading]


def anchor(heading: str, taken: set[str]) -> str:
    own = OWN_ID.search(heading)
    if own:
        taken.add(own[1])
        return own[1]
    plain = MARKUP.sub(lambda match: match[1] or match[2] or "", heading)
    return unique(slug(plain), taken)


def slug(text: str) -> str:
    """Its words in small ASCII letters, with hyphens between."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())


def unique(name: str, taken: set[str]) -> str:
    """The name, counted on from `_1` where another section has it."""
    counted = COUNTED.fullmatch(name)
    base, number = (counted[1], int(counted[2])) if counted else (name, 0)
    while not name or name in taken:
        number += 1
        name = f"{base}_{number}"
    taken.add(name)
    return name
