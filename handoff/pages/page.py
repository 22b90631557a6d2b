"""A Markdown file of docs/ with the place of everything in it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from handoff import reads, root
from handoff.diagnostics.problem import Problem, shown_path
from handoff.files import UnreadableError, text_of
from handoff.pages import front_matter, headings

NUMBERED = re.compile(r"(\d\d)-")
OPENING = re.compile(r"(`{3,}|~{3,})\s*(.*)$")
CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")
Asked = TypeVar("Asked")
LANGUAGE = re.compile(r"\{?\s*\.?([\w+#-]+)")


@dataclass(frozen=True)
class Word:
    """A word of a fence, and where it stands; `line` and `column` count from 1."""

    text: str
    line: int
    column: int


@dataclass(frozen=True)
class Fence:
    """A fenced block: its language, its lines, where it opens, and whether it is ever closed."""

    language: str
    lines: list[str]
    line: int
    column: int = 1
    closed: bool = True

    @cached_property
    def words(self) -> list[Word]:
        return [
            Word(word[0], self.line + offset, word.start() + 1)
            for offset, line in enumerate(self.lines, 1)
            for word in re.finditer(r"\S+", line)
        ]

    @property
    def source(self) -> str:
        """Its content as Python-Markdown hands it on."""
        return "\n".join(line.strip() for line in self.lines).strip()


class Page:
    """One Markdown file: `docs/guide/02-a-chapter.md`."""

    def __init__(self, path: Path, text: str | None = None) -> None:
        self.path = path
        self._text = text

    @cached_property
    def name(self) -> str:
        """`guide/02-a-chapter`: what docs, quizzes and examples share."""
        docs = root() / "docs"
        inside = self.path.relative_to(docs) if self.path.is_relative_to(docs) else self.path
        return inside.with_suffix("").as_posix()

    @property
    def stem(self) -> str:
        return self.path.stem

    @cached_property
    def guide(self) -> str:
        """The folder of its guide in docs/; empty for a page of the site itself."""
        return self.name.rpartition("/")[0]

    @cached_property
    def number(self) -> int | None:
        """A chapter's number, which is its place; None for any other page."""
        found = NUMBERED.match(self.path.name) if self.guide else None
        return int(found[1]) if found else None

    @property
    def is_chapter(self) -> bool:
        return self.number is not None

    @property
    def text(self) -> str:
        """Its Markdown; empty where the file cannot be read, and `unreadable` says why."""
        return self._seen(content_of, self._content)[0]

    @property
    def unreadable(self) -> Problem | None:
        return self._seen(content_of, self._content)[1]

    def _seen(self, question: Callable, answer: Asked) -> Asked:
        """Who is recorded has seen this of the file; see handoff/reads.py."""
        if self._text is None:
            reads.note(question, (self.path,), answer)
        return answer

    @cached_property
    def _content(self) -> tuple[str, Problem | None]:
        if self._text is not None:
            return self._text, None
        try:
            return text_of(self.path), None
        except UnreadableError as error:
            return "", self.problem(error.line, error.column, str(error))

    # -- the front matter -----------------------------------------------------------------

    @property
    def front(self) -> front_matter.FrontMatter:
        return self._seen(front_of, self._front)

    @cached_property
    def _front(self) -> front_matter.FrontMatter:
        return front_matter.read(self._content[0], needed=self.is_chapter)

    @property
    def meta(self) -> dict:
        return self.front.meta

    @property
    def title(self) -> str:
        return str(self.meta.get("title", self.stem))

    @property
    def objectives(self) -> dict[str, str]:
        """What a reader can do after it, by id; nothing where the front matter is not usable."""
        objectives = self.meta.get("objectives")
        usable = self.is_chapter and isinstance(objectives, dict) and not self.front.faults
        return objectives if usable else {}

    # -- what stands in it ------------------------------------------------------------------

    @cached_property
    def _parts(self) -> tuple[list[Fence], list[tuple[int, str]]]:
        return split(self._content[0], self._front.lines)

    @property
    def fences(self) -> list[Fence]:
        self._seen(content_of, self._content)
        return self._parts[0]

    @property
    def prose(self) -> list[tuple[int, str]]:
        """(line number, line) of what is no fence; spans of code are blanks of the same length."""
        self._seen(content_of, self._content)
        return self._parts[1]

    def fences_of(self, language: str) -> list[Fence]:
        return [fence for fence in self.fences if fence.language == language]

    def fence(self, language: str, source: str) -> Fence:
        """The fence that Python-Markdown is about to draw."""
        wanted = "\n".join(line.strip() for line in source.splitlines()).strip()
        same = (fence for fence in self.fences_of(language) if fence.source == wanted)
        return next(same, Fence(language, source.splitlines(), 1))

    @property
    def anchors(self) -> list[str]:
        """The ids of its sections, as the built page has them."""
        return self._seen(anchors_of, self._anchors)

    @cached_property
    def _anchors(self) -> list[str]:
        body = self._content[0].split("\n")
        fenced = {
            number
            for fence in self._parts[0]
            for number in range(fence.line, fence.line + len(fence.lines) + 2)
        }
        open_lines = (
            line
            for number, line in enumerate(body, 1)
            if number > self._front.lines and number not in fenced
        )
        return headings.anchors(open_lines)

    # -- what is wrong with it ----------------------------------------------------------------

    def problem(self, line: int, column: int, message: str, severity: str = "error") -> Problem:
        return Problem(shown_path(self.path), line, column, message, severity)

    def at(self, word: Word | Fence, message: str, severity: str = "error") -> Problem:
        return self.problem(word.line, word.column, message, severity)


def split(text: str, skipped: int) -> tuple[list[Fence], list[tuple[int, str]]]:
    """The fences of a text, and the other lines with code blanked; the first `skipped` are none."""
    fences: list[Fence] = []
    prose: list[tuple[int, str]] = []
    mark, start, column, language, lines = "", 0, 1, "", []
    for number, line in enumerate(text.split("\n"), 1):
        words = line.strip()
        if number <= skipped:
            continue
        if mark and words == mark:
            fences.append(Fence(language, lines, start, column))
            mark = ""
        elif mark:
            lines.append(line)
        elif words.startswith(("```", "~~~")) and (opening := OPENING.match(words)):
            mark, start, lines = opening[1], number, []
            column, language = line.index(mark[0]) + 1, language_of(opening[2])
        else:
            prose.append((number, CODE_SPAN.sub(lambda code: " " * len(code[0]), line)))
    if mark:
        fences.append(Fence(language, lines, start, column, closed=False))
    return fences, prose


def language_of(info: str) -> str:
    """`python` of ```python title="…"``` and of ```{ .python .client }```."""
    found = LANGUAGE.match(info.strip())
    return found[1] if found else ""


def pages(folder: str = "") -> Iterator[Page]:
    """Every page of docs/, or below a folder of it, in reading order."""
    for path in sorted((root() / "docs" / folder).rglob("*.md")):
        yield page(path)


_read: dict[Path, tuple[tuple[int, int], Page]] = {}


def page(path: Path) -> Page:
    """The page of a file; read again when the file has changed."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return Page(path)
    now = status.st_mtime_ns, status.st_size
    before, found = _read.get(path, (None, None))
    if now != before:
        found = Page(path)
        _read[path] = now, found
    return found


# -- what others see of a page, as of now: asked again when a build wants to keep what it made --


def content_of(path: Path) -> tuple[str, Problem | None]:
    return page(path)._content


def front_of(path: Path) -> front_matter.FrontMatter:
    return page(path)._front


def anchors_of(path: Path) -> list[str]:
    return page(path)._anchors
