"""Every message of the sources, with its place: what a catalogue has to translate.

_("…"), ngettext("…", "…", n), marked("…")     Python, and templates beside it
lang.t("…")                                    the theme's templates: overrides/**/*.html
t("…", { n }), many(n, "…", "…")               scripts: overrides/assets/javascripts
site_description, copyright                    mkdocs.yml
"""

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, nodes

import handoff
from handoff import root, subject
from handoff.subject import site_setting

PYTHON = {"_": 1, "ngettext": 2, "marked": 1}  # how many of its arguments are messages
SAYS = re.compile(rb"\b(?:_|ngettext|marked|lang\.t)\s*\(")  # most files say nothing: not parsed
COMMENT = re.compile(r"^\s*(?://|/\*\*).*$", re.M)
STRING = r'"((?:[^"\\]|\\.)*)"'
SCRIPT = re.compile(rf"""(?:\bt\(|/\* t \*/\ ){STRING}|(\bmany\([^,"]+,\s*){STRING},\s*{STRING}""")
THEMES = re.compile(r"header|[a-z]+(\.[a-z]+)+")  # keys of the theme's own words
SETTINGS = ("site_description", "copyright")


class Message(NamedTuple):
    """`plural` is empty where the message has one form; the line counts from 1."""

    text: str
    plural: str
    path: Path
    line: int


def messages() -> list[Message]:
    return [*settings(), *in_packages(), *in_theme()]


def settings() -> Iterator[Message]:
    path = root() / "mkdocs.yml"
    lines = path.read_text(encoding="utf-8").split("\n")
    for name in SETTINGS:
        if text := site_setting(name):
            line = next((n for n, each in enumerate(lines, 1) if each.startswith(f"{name}:")), 1)
            yield Message(str(text), "", path, line)


def in_packages() -> Iterator[Message]:
    """The engine's own and the subject's."""
    about = subject.folder("") if subject.subject() else None
    for package in filter(None, (Path(handoff.__file__).parent, about)):
        for path in sorted(package.rglob("*.py")):
            if not {"tab", "bundle", "skeleton"} & {*path.relative_to(package).parts}:
                yield from remembered(in_python, path)
        for path in sorted(package.rglob("*.html")):
            yield from remembered(in_template, path)


def remembered(reader: Callable[[Path], Iterable[Message]], path: Path) -> tuple[Message, ...]:
    """What the reader finds in the file; it reads again when that has changed."""
    status = path.stat()
    return _as_of(reader, path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=4096)
def _as_of(reader: Callable, path: Path, changed: int, size: int) -> tuple[Message, ...]:
    found = reader(path) if SAYS.search(path.read_bytes()) else ()
    return tuple(sorted(found, key=lambda each: each.line))


def in_theme() -> Iterator[Message]:
    yield from in_theme_templates()
    for path in sorted((root() / "overrides" / "assets" / "javascripts").rglob("*.js")):
        yield from in_script(path)


def in_theme_templates() -> Iterator[Message]:
    for path in sorted((root() / "overrides").rglob("*.html")):
        yield from remembered(in_template, path)


def in_script(path: Path) -> Iterator[Message]:
    text = path.read_text(encoding="utf-8")
    for call in calls(text):
        line = text.count("\n", 0, call.start()) + 1
        yield Message(call[1] or call[3], call[4] or "", path, line)


def calls(script: str) -> Iterator[re.Match]:
    """[1] is the message; or, after [2], [3] and its plural [4]."""
    comments = [found.span() for found in COMMENT.finditer(script)]
    for call in SCRIPT.finditer(script):
        if not any(start <= call.start() < end for start, end in comments):
            yield call


def in_python(path: Path) -> Iterator[Message]:
    """In no order; of what is no Python, none."""
    try:
        module = ast.parse(path.read_bytes(), path)
    except SyntaxError:
        return
    for call in ast.walk(module):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "id", "") or getattr(call.func, "attr", "")
        said = [getattr(each, "value", None) for each in call.args[: PYTHON.get(name, 0)]]
        if said and all(isinstance(each, str) for each in said):
            yield Message(said[0], "".join(said[1:]), path, call.func.end_lineno)


def in_template(path: Path) -> Iterator[Message]:
    tree = Environment().parse(path.read_text(encoding="utf-8"))
    for call in tree.find_all(nodes.Call):
        name = call.node.name if isinstance(call.node, nodes.Name) else ""
        if isinstance(call.node, nodes.Getattr) and call.node.attr == "t":
            name = "lang.t"
        texts = [each.value for each in call.args if isinstance(each, nodes.Const)]
        if name == "ngettext":
            yield Message(texts[0], texts[1], path, call.lineno)
        elif texts and (name == "_" or (name == "lang.t" and not THEMES.fullmatch(texts[0]))):
            yield Message(texts[0], "", path, call.lineno)
