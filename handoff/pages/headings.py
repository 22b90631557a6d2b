"""The ids that Python-Markdown's table of contents gives to the sections of a page."""

import re
from collections.abc import Iterable

from markdown.extensions.toc import slugify, unique

HEADING = re.compile(r"^#{2,6}\s+(.+?)\s*#*\s*$")
OWN_ID = re.compile(r"\s*\{[^}]*#([\w-]+)[^}]*\}$")
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
    return unique(slugify(plain, "-"), taken)
