"""The experiments of a guide, read from their source; nothing of it is imported or run.

tests/claims/<guide>/<page>.py          those of docs/<guide>/<page>.md
tests/claims/<guide>/<page>/<what>.py   the same, where they are many
tests/claims/<guide>/_project/          files that the folder of each experiment starts with
"""

import ast
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from pathlib import Path
from types import ModuleType

from handoff import root, subject
from handoff.files import UnreadableError, text_of

FOLDER = Path("tests") / "claims"
PROJECT = "_project"
PREFIX = "test_"
CONTROL = "__control"  # test_x__control: the cause of test_x taken away, and the effect gone
INSIDE = "Control: "  # begins a paragraph of the docstring of a test that compares by itself


@dataclass(frozen=True)
class Control:
    """The experiment without its cause: the sentence says what then does not happen.

    Where the experiment compares by itself, or another one is the control, it has no source.
    """

    sentence: str
    shown: Callable[[], str] = field(default=str, repr=False, compare=False)

    @cached_property
    def source(self) -> str:
        return self.shown()


@dataclass(frozen=True)
class Experiment:
    """One claim: the sentence, where it is proven, its source, and its control's."""

    slug: str
    sentence: str
    places: tuple[str, ...]
    slow: bool
    path: Path
    line: int
    shown: Callable[[], str] = field(repr=False, compare=False)  # a check need not wait for it
    control: Control | None = None

    @cached_property
    def source(self) -> str:
        return self.shown()


def experiments(guide: str = "*") -> list[Experiment]:
    """Those of one guide, or all, in the order of files and lines; what is no Python has none."""
    found: list[Experiment] = []
    for path in files(guide):
        with suppress(UnreadableError):
            found += of_file(path)
    return found


def unreadable(guide: str) -> list[UnreadableError]:
    """The guide's files that are no Python."""
    found = []
    for path in files(guide):
        try:
            of_file(path)
        except UnreadableError as error:
            found.append(error)
    return found


def files(guide: str = "*") -> list[Path]:
    """The files that hold experiments, in reading order."""
    folders = sorted((root() / FOLDER).glob(guide))
    return [
        path
        for folder in folders
        for path in sorted(folder.rglob("*.py"), key=lambda path: path.with_suffix("").parts)
        if not path.is_dir()
        and not any(part.startswith("_") for part in path.relative_to(folder).parts)
    ]


def page_of(path: Path) -> Path:
    """The page in docs/ that a file of experiments belongs to, whether it is there or not."""
    guide, page, *_ = path.relative_to(root() / FOLDER).with_suffix("").parts
    return root() / "docs" / guide / f"{page}.md"


def guide_of(path: Path) -> str:
    return path.relative_to(root() / FOLDER).parts[0]


def proven(guide: str = "*") -> dict[str, Experiment]:
    """A guide's experiments by name; of files that are not Python, none."""
    return {each.slug: each for each in experiments(guide)}


def slugs(guide: str = "*") -> list[str]:
    return list(proven(guide))


def project_files(guide: str) -> list[Path]:
    """What every project folder of an experiment of the guide holds, unless it writes its own."""
    return sorted((root() / FOLDER / guide / PROJECT).glob("*.py"))


def of_file(path: Path) -> tuple[Experiment, ...]:
    """The experiments of one file; UnreadableError where it is no Python."""
    try:
        changed = path.stat().st_mtime_ns
    except OSError as error:
        raise UnreadableError(path, f"cannot be read: {error.strerror}; mend the link") from None
    return read(path, changed)


@lru_cache(maxsize=200)
def read(path: Path, changed: int) -> tuple[Experiment, ...]:
    """The experiments of one file; `changed` makes an edited file be read again."""
    try:
        text = text_of(path)
        module = ast.parse(text)
    except SyntaxError as error:
        message = f"{error.msg}; it is not Python"
        raise UnreadableError(path, message, error.lineno or 1, error.offset or 1) from error
    except (RecursionError, MemoryError):
        raise UnreadableError(path, "brackets or signs nest too deep; take some apart") from None
    return tuple(_experiments(path, text, module))


def _experiments(path: Path, text: str, module: ast.Module) -> Iterator[Experiment]:
    named = _named(module)
    for node in module.body:
        if not isinstance(node, ast.FunctionDef) or not node.name.startswith(PREFIX):
            continue
        if node.name.endswith(CONTROL):
            continue
        marks = [_resolved(each, named) for each in node.decorator_list]
        yield Experiment(
            slug=node.name.removeprefix(PREFIX),
            sentence=_sentence(node),
            places=tuple(_places(node, marks, named)),
            slow=any(ast.unparse(mark).startswith("pytest.mark.slow") for mark in marks),
            path=path,
            line=node.lineno,
            shown=partial(_source, text, node, named),
            control=_control(text, named.get(f"{node.name}{CONTROL}"), named) or _inside(node),
        )


def _control(text: str, node: ast.stmt | None, named: dict[str, ast.stmt]) -> Control | None:
    return Control(_sentence(node), partial(_source, text, node, named)) if node else None


def _inside(node: ast.FunctionDef) -> Control | None:
    """The control that the docstring tells of."""
    told = [each.removeprefix(INSIDE) for each in _paragraphs(node) if each.startswith(INSIDE)]
    return Control(" ".join(told)) if told else None


def _sentence(node: ast.FunctionDef) -> str:
    return " ".join(each for each in _paragraphs(node) if not each.startswith(INSIDE))


def _paragraphs(node: ast.FunctionDef) -> list[str]:
    """The docstring's, each on one line."""
    text = ast.get_docstring(node) or ""
    return [" ".join(each.split()) for each in text.split("\n\n")]


def _named(module: ast.Module) -> dict[str, ast.stmt]:
    """What the file itself defines: constants, helpers, fixtures."""
    named: dict[str, ast.stmt] = {}
    for node in module.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            named[node.name] = node
        elif isinstance(node, ast.Assign):
            named |= {name.id: node for name in node.targets if isinstance(name, ast.Name)}
    return named


def _resolved(decorator: ast.expr, named: dict[str, ast.stmt]) -> ast.expr:
    """The mark itself, where the decorator is a name for it."""
    if isinstance(decorator, ast.Name) and isinstance(named.get(decorator.id), ast.Assign):
        return named[decorator.id].value
    return decorator


def _places(
    node: ast.FunctionDef, marks: list[ast.expr], named: dict[str, ast.stmt]
) -> Iterator[str]:
    """Where it runs, and beside what, as the subject says of the fixtures that it asks for."""
    where = subject.part("claims")
    if where is None:
        return
    fixtures = _fixtures(node, named)
    yield from _main_places(where, marks, fixtures)
    yield from (place for fixture, place in where.BESIDE.items() if fixture in fixtures)


def _fixtures(node: ast.FunctionDef, named: dict[str, ast.stmt]) -> set[str]:
    """The names of its arguments, and of those that the file's own fixtures ask for."""
    asked = {argument.arg for argument in node.args.args} - {node.name}
    own = [named[name] for name in asked if isinstance(named.get(name), ast.FunctionDef)]
    return asked.union(*(_fixtures(fixture, named) for fixture in own))


def _main_places(where: ModuleType, marks: list[ast.expr], fixtures: set[str]) -> Iterator[str]:
    """Those of its mark; the subject's usual one without a mark; none, if it asks for none."""
    for mark in marks:
        marked = ast.unparse(mark).startswith(f"pytest.mark.{where.MARK}(")
        if marked and isinstance(mark, ast.Call):
            named = (each.value for each in mark.args if isinstance(each, ast.Constant))
            yield from (where.NAMES.get(name, name) for name in named)
            return
    if fixtures & {*where.FIXTURES}:
        yield where.NAMES.get(where.DEFAULT, where.DEFAULT)


def _source(text: str, node: ast.FunctionDef, named: dict[str, ast.stmt]) -> str:
    """The function, after those parts of its file that it uses."""
    used: list[ast.stmt] = []
    _collect(node, named, used)
    used.sort(key=lambda each: each.lineno)
    parts = [_lines(text, each) for each in (*used, node)]
    return "\n\n\n".join(parts).replace(_docstring(text, node), "", 1) + "\n"


def _docstring(text: str, node: ast.FunctionDef) -> str:
    """Its lines, which the page already says as the heading; with their line ends."""
    if not ast.get_docstring(node) or len(node.body) == 1:
        return ""
    first = node.body[0]
    return "".join(f"{line}\n" for line in text.splitlines()[first.lineno - 1 : first.end_lineno])


def _collect(node: ast.AST, named: dict[str, ast.stmt], used: list[ast.stmt]) -> None:
    for name in _mentioned(node):
        other = named.get(name)
        if other is not None and other is not node and other not in used:
            used.append(other)
            _collect(other, named, used)


@lru_cache(256)
def _mentioned(node: ast.AST) -> list[str]:
    """Every name in it; many experiments of a file use one helper."""
    names = {}
    for each in ast.walk(node):
        name = each.id if isinstance(each, ast.Name) else getattr(each, "arg", None)
        if isinstance(name, str):
            names[name] = None
    return list(names)


def _lines(text: str, node: ast.stmt) -> str:
    first = min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", []))])
    return "\n".join(text.splitlines()[first - 1 : node.end_lineno])
