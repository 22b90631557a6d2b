"""Pages that show questions: which quiz their fences name, and which of its questions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import handoff
from handoff.diagnostics.problem import Problem, shown_path
from handoff.guides.chapters import Chapter, ChapterError, chapters
from handoff.quiz.source import place

MISTAKE = re.compile(r".*?:(\d+): (.*)", re.DOTALL)


@dataclass(frozen=True)
class Mention:
    """A word in a fence, and where it stands."""

    word: str
    line: int
    column: int


@dataclass(frozen=True)
class QuizFence:
    line: int
    quiz: Mention | None
    ids: list[Mention]


class Page:
    """A Markdown file of docs/; `is_chapter` where it has a number, a place and objectives."""

    def __init__(self, chapter: Chapter, is_chapter: bool) -> None:
        self.chapter = chapter
        self.is_chapter = is_chapter
        self.path = chapter.path

    @cached_property
    def fences(self) -> list[QuizFence]:
        if "quiz" not in self.chapter.text:
            return []
        return [quiz_fence(fence) for fence in self.chapter.fences("quiz")]

    @cached_property
    def quizzes(self) -> set[str]:
        return {fence.quiz.word for fence in self.fences if fence.quiz}

    @cached_property
    def objectives(self) -> dict[str, str]:
        """What the reader can do after it; nothing where the front matter says nothing usable."""
        if not self.is_chapter or self.mistake:
            return {}
        objectives = self.chapter.objectives
        return objectives if isinstance(objectives, dict) else {}

    @cached_property
    def mistake(self) -> Problem | None:
        """What is wrong with the front matter."""
        try:
            objectives = self.chapter.objectives if self.is_chapter else {}
        except ChapterError as error:
            place = MISTAKE.fullmatch(str(error))
            line, message = (int(place[1]), place[2]) if place else (1, str(error))
            return self.problem(line, 1, message)
        if isinstance(objectives, dict) and all(isinstance(each, str) for each in objectives):
            return None
        message = 'objectives are no list of `id: "what the reader can do"`; write them so'
        return self.problem(*self.place_of("objectives"), message)

    def place_of(self, key: str) -> tuple[int, int]:
        """Line and column of the front matter where a key stands."""
        key = re.escape(key)
        start = re.search(rf"^[ \t]*([\"']?{key}[\"']?)\s*:", self.chapter.text, re.MULTILINE)
        return place(self.chapter.text, start.start(1)) if start else (1, 1)

    def problem(self, line: int, column: int, message: str, severity: str = "error") -> Problem:
        return Problem(shown_path(self.path), line, column, message, severity)

    def at(self, mention: Mention, message: str, severity: str = "error") -> Problem:
        return self.problem(mention.line, mention.column, message, severity)


def quiz_fence(fence) -> QuizFence:
    mentions = [
        Mention(word[0], fence.line + offset, word.start() + 1)
        for offset, line in enumerate(fence.lines, 1)
        for word in re.finditer(r"\S+", line)
    ]
    return QuizFence(fence.line, mentions[0] if mentions else None, mentions[1:])


def pages() -> Iterator[Page | Problem]:
    """Every page of docs/, or the problem that keeps it from being read."""
    numbered = {chapter.path for chapter in chapters()}
    for path in sorted((handoff.root() / "docs").rglob("*.md")):
        page = Page(Chapter(path), path in numbered)
        try:
            _ = page.chapter.text
        except (OSError, UnicodeDecodeError) as error:
            yield page.problem(1, 1, f"cannot be read: {error}; save the file as UTF-8")
        else:
            yield page
