"""What the tools know of a chapter: its front matter, its sections, the fences it holds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml
from markdown.extensions.toc import slugify, unique

from handoff import root

NUMBERED = re.compile(r"(\d\d)-")
HEADING = re.compile(r"^#{2,6}\s+(.+?)\s*#*\s*$")
FENCE = re.compile(r"^(`{3,}|~{3,})\s*(.*)$")
OWN_ID = re.compile(r"\s*\{[^}]*#([\w-]+)[^}]*\}$")
MARKUP = re.compile(r"`|\*\*?|__?(?=\w)|(?<=\w)__?|\[([^\]]*)\]\([^)]*\)|\{claim:[^}]*\}")
# The C loader reads 1,000 chapters in 1 s, the one in Python in 10.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NEEDED = ("title", "description", "difficulty", "minutes", "objectives")


class ChapterError(Exception):
    """A chapter's front matter cannot be used; the message names file and line."""


@dataclass(frozen=True)
class Fence:
    """A fenced block: its language, its lines, the line number of its opening mark."""

    language: str
    lines: list[str]
    line: int


@dataclass(frozen=True)
class Chapter:
    """One Markdown file of a guide, `docs/celery/02-the-broker-and-the-worker.md`."""

    path: Path

    @property
    def stem(self) -> str:
        """`celery/02-the-broker-and-the-worker`: the name that docs, quizzes, examples share."""
        return f"{self.path.parent.name}/{self.path.stem}"

    @property
    def number(self) -> int:
        return int(NUMBERED.match(self.path.name)[1])

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def meta(self) -> dict:
        """The front matter, complete; raises ChapterError."""
        meta = front_matter(self.path, self.text)
        missing = [name for name in NEEDED if name not in meta]
        if missing:
            raise ChapterError(
                f"{self.path}:1: the front matter has no {', '.join(missing)}; "
                "add it between the two --- lines (CONTRIBUTING.md shows one)"
            )
        return meta

    @property
    def objectives(self) -> dict[str, str]:
        return self.meta["objectives"]

    @cached_property
    def blocks(self) -> list[Fence]:
        return list(fences(self.text))

    def fences(self, language: str) -> list[Fence]:
        return [fence for fence in self.blocks if fence.language == language]

    @cached_property
    def anchors(self) -> list[str]:
        """The ids of its sections, as the built page has them."""
        taken: set[str] = set()
        return [anchor(heading, taken) for heading in headings(self.text)]


def chapters(guide: str = "*") -> list[Chapter]:
    """The chapters of one guide, or of all, in reading order."""
    paths = sorted((root() / "docs").glob(f"{guide}/[0-9][0-9]-*.md"))
    return [Chapter(path) for path in paths]


def front_matter(path: Path, text: str) -> dict:
    """The YAML between the first two `---` lines."""
    parts = re.split(r"^---\s*$", text, maxsplit=2, flags=re.MULTILINE)
    if len(parts) < 3 or parts[0].strip():
        raise ChapterError(f"{path}:1: no front matter; start the file with --- and close it so")
    try:
        meta = yaml.load(parts[1], Loader=LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise ChapterError(
            f"{path}:{line}: the front matter is not YAML ({getattr(error, 'problem', error)}); "
            "quote a text that holds a colon"
        ) from error
    if not isinstance(meta, dict):
        raise ChapterError(f"{path}:1: the front matter is no list of 'name: value' lines")
    return meta


def fences(text: str) -> Iterator[Fence]:
    """Every fenced block of a Markdown text."""
    open_fence, start, language, lines = "", 0, "", []
    for number, line in enumerate(text.splitlines(), 1):
        words = line.strip()
        if open_fence and words == open_fence:
            yield Fence(language, lines, start)
            open_fence = ""
        elif open_fence:
            lines.append(line)
        elif words.startswith(("```", "~~~")):
            mark = FENCE.match(words)
            open_fence, start, lines = mark[1], number, []
            language = mark[2].strip().partition(" ")[0]


def headings(text: str) -> Iterator[str]:
    inside = ""
    for line in text.splitlines():
        words = line.strip()
        if inside:
            inside = "" if words == inside else inside
        elif words.startswith(("```", "~~~")):
            inside = FENCE.match(words)[1]
        elif words.startswith("#") and (heading := HEADING.match(line)):
            yield heading[1]


def anchor(heading: str, taken: set[str]) -> str:
    own = OWN_ID.search(heading)
    if own:
        taken.add(own[1])
        return own[1]
    plain = MARKUP.sub(lambda match: match[1] or "", heading)
    return unique(slugify(plain, "-"), taken)
