"""All that can be said against quiz files and the chapters that show them.

quizzes/*.json ── load ──► sound questions ── wording ───────┐
      │                        │                             ├──► problems, sorted by place
docs/**/*.md ── pages ──► belonging: fences, sections ───────┤
                               └── whole: over the full set ─┘
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from handoff.diagnostics.problem import Problem, shown_path
from handoff.quiz.files import name_of, quiz_files, quizzes_folder
from handoff.quiz.lint import belonging, whole, wording
from handoff.quiz.lint.pages import Page, pages
from handoff.quiz.load import Quiz, read


@dataclass
class Project:
    """What is to be checked, and all that it refers to."""

    quizzes: dict[str, Quiz]
    pages: list[Page]
    names: list[str]
    problems: list[Problem] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        return len(self.quizzes) == len(self.names) > 0


def problems(paths: Iterable[Path] = ()) -> list[Problem]:
    """Every problem of the whole project, or of these files and what belongs to them."""
    project = gathered(list(paths))
    found = [*project.problems, *in_quizzes(project)]
    for page in project.pages:
        found += belonging.page_problems(page, project.quizzes, project.names)
    if project.whole:
        everything = [each for quiz in project.quizzes.values() for each in quiz.questions]
        where = shown_path(quizzes_folder())
        found += [Problem(where, 1, 1, each, "warning") for each in whole.remarks(everything)]
    return sorted(found)


def gathered(paths: list[Path]) -> Project:
    """Everything, or the quizzes and pages that these paths concern."""
    every = list(pages())
    readable = [page for page in every if isinstance(page, Page)]
    names = {name_of(file): file for file in quiz_files() if file.is_file()}
    if not paths:
        unreadable = [each for each in every if isinstance(each, Problem)]
        return Project(read_all(names), readable, list(names), unreadable)
    named = [path for path in paths if path.suffix != ".md"]
    files = {name_of(file): file for file in quiz_files(named)} if named else {}
    chosen = [page for page in readable if concerns(page, paths, files)]
    for page in chosen:
        files |= {name: names[name] for name in page.quizzes & names.keys()}
    missing = [path for path in paths if path.suffix == ".md" and not path.is_file()]
    return Project(read_all(files), chosen, list(names), [not_there(path) for path in missing])


def read_all(files: dict[str, Path]) -> dict[str, Quiz]:
    return {name: read(file) for name, file in files.items()}


def not_there(path: Path) -> Problem:
    return Problem(shown_path(path), 1, 1, "there is no such file; name one of docs/ or quizzes/")


def concerns(page: Page, paths: list[Path], files: dict[str, Path]) -> bool:
    """The page is named, lies below a named folder, or shows a named quiz."""
    if not page.quizzes.isdisjoint(files):
        return True
    return any(page.path.absolute().is_relative_to(path.absolute()) for path in paths)


def in_quizzes(project: Project) -> Iterator[Problem]:
    showing: dict[str, list[Page]] = {}
    for page in project.pages:
        for name in page.quizzes:
            showing.setdefault(name, []).append(page)
    for name, quiz in project.quizzes.items():
        yield from quiz.problems
        for question in (*quiz.questions, *quiz.unsound):
            for fault in wording.remarks(question):
                yield quiz.source.problem(belonging.in_question(question, fault))
        own = quiz.path.absolute().is_relative_to(quizzes_folder().absolute())
        yield from belonging.quiz_problems(name, quiz, showing.get(name, []), own)
