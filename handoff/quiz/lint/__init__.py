"""All that can be said against quiz files, and between them and the pages that show them.

quizzes/*.json ── load ──► sound questions ── wording ───────────┐
      │                        │                                 ├──► problems
docs/**/*.md ── fences ─► cross_references: sections, objectives ┤
                               └── whole_set: over all questions ┘
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from handoff import reads
from handoff.diagnostics.problem import Problem, shown_path
from handoff.files import exists
from handoff.pages.page import Page, pages
from handoff.progress import at
from handoff.quiz.files import name_of, quiz_files, quizzes_folder
from handoff.quiz.lint import cross_references, wording
from handoff.quiz.lint.fences import quizzes_of
from handoff.quiz.load import Quiz, forget, read_once


@dataclass
class Selection:
    """What is to be checked: quizzes by name, the pages that show them, and all quizzes' names."""

    quizzes: dict[str, Quiz]
    pages: list[Page]
    names: list[str]

    @property
    def whole(self) -> bool:
        return len(self.quizzes) == len(self.names) > 0


def problems(paths: Iterable[Path] = ()) -> list[Problem]:
    """Every problem of all quizzes, or of those that these files and folders concern."""
    forget()
    selection = selected([path.absolute() for path in paths])
    found = [*in_quizzes(selection)]
    for page in selection.pages:
        found += cross_references.untested(page, selection.quizzes)
    if selection.whole:
        at("what a guesser would score")
        where = shown_path(quizzes_folder())
        paths = tuple(quiz.path for quiz in selection.quizzes.values())
        remarks = reads.kept(_of_all, paths)
        found += [Problem(where, 1, 1, each, "warning") for each in remarks]
    return found


def _of_all(paths: tuple[Path, ...]) -> list[str]:
    from handoff.quiz.lint import whole_set  # with all it plays: for who checks everything

    everything = [each for path in paths for each in read_once(path).questions]
    return list(whole_set.remarks(everything))


def selected(paths: list[Path]) -> Selection:
    readable = [page for page in pages() if not page.unreadable]
    names = {name_of(file): file for file in quiz_files() if file.is_file()}
    if not paths:
        return Selection(read_all(names), readable, list(names))
    named = [path for path in paths if path.suffix != ".md" and exists(path)]
    files = {name_of(file): file for file in quiz_files(named)} if named else {}
    chosen = [page for page in readable if concerns(page, paths, files)]
    for page in chosen:
        files |= {name: names[name] for name in quizzes_of(page) & names.keys()}
    return Selection(read_all(files), chosen, list(names))


def read_all(files: dict[str, Path]) -> dict[str, Quiz]:
    read = {}
    for number, (name, file) in enumerate(files.items(), 1):
        at("quiz", number, len(files))
        read[name] = read_once(file)
    return read


def concerns(page: Page, paths: list[Path], files: dict[str, Path]) -> bool:
    """The page is named, lies below a named folder, or shows a named quiz."""
    named = any(name in page.text or name == page.name for name in files)
    if named and not quizzes_of(page).isdisjoint(files):
        return True
    return any(page.path.is_relative_to(path) for path in paths)


def _wording(path: Path) -> list[Problem]:
    quiz = read_once(path)
    return [
        quiz.source.problem(cross_references.in_question(question, fault))
        for question in quiz.questions
        for fault in wording.remarks(question)
    ]


def in_quizzes(selection: Selection) -> Iterator[Problem]:
    showing: dict[str, list[Page]] = {}
    for page in selection.pages:
        for name in quizzes_of(page):
            showing.setdefault(name, []).append(page)
    excused = cache(lambda: cross_references.excused(list(pages()), selection.names))
    for name, quiz in selection.quizzes.items():
        yield from quiz.problems
        yield from reads.kept(_wording, quiz.path)
        own = quiz.path.absolute().is_relative_to(quizzes_folder().absolute())
        must = own and name not in showing and name not in excused()
        yield from cross_references.quiz_problems(name, quiz, showing.get(name, []), must)
