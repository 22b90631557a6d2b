"""Every message of the sources, with its place: what a catalogue has to translate.

_("…"), ngettext("…", "…", n), marked("…")     Python, and templates beside it
lang.t("…")                                    the theme's templates: overrides/**/*.html
t("…", { n }), many(n, "…", "…")               scripts: overrides/assets/javascripts
site_description, copyright                    mkdocs.yml
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from babel.messages.extract import extract
from jinja2 import Environment, nodes

import handoff
from handoff import root, subject
from handoff.subject import site_setting

PYTHON = {"_": None, "ngettext": (1, 2), "marked": None}
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
                yield from in_python(path)
        for path in sorted(package.rglob("*.html")):
            yield from in_template(path)


def in_theme() -> Iterator[Message]:
    yield from in_theme_templates()
    for path in sorted((root() / "overrides" / "assets" / "javascripts").rglob("*.js")):
        yield from in_script(path)


def in_theme_templates() -> Iterator[Message]:
    for path in sorted((root() / "overrides").rglob("*.html")):
        yield from in_template(path)


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
    with path.open("rb") as file:
        for line, found, *_ in extract("python", file, keywords=PYTHON):
            text, plural = found if isinstance(found, tuple) else (found, "")
            yield Message(text, plural, path, line)


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
