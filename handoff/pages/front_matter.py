"""The front matter of a page: read, and held against what a chapter needs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import yaml

from handoff.diagnostics.problem import did_you_mean, found, quoted, refused_value
from handoff.languages.words import marked

# The C loader reads 1,000 chapters in 1 s, the one in Python in 10.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
RULE = re.compile(r"^---[ \t]*$", re.MULTILINE)
NEEDED = ("title", "description", "difficulty", "minutes", "objectives")
OPTIONAL = ("pieces", "hide", "scripts", "search", "template", "status", "icon", "tags", "social")
OPTIONAL += ("language", "translates")  # of an edition, of a translation: see handoff/languages
OVERVIEW = ("order", "leads", "builds_on")  # what the overview of a guide may say of it
DIFFICULTIES = (marked("beginner"), marked("intermediate"), marked("advanced"))
LONGEST = 60  # minutes of a chapter
DESCRIBED = (50, 170)  # characters that search engines show whole
KEY = re.compile(r"( *)([\w-]+):(?:\s|$)")
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Fault(NamedTuple):
    """What is wrong, and where; the place counts from 1."""

    line: int
    column: int
    message: str


@dataclass
class FrontMatter:
    """`meta` is what it says, `lines` how many lines of the file it takes."""

    meta: dict = field(default_factory=dict)
    lines: int = 0
    faults: list[Fault] = field(default_factory=list)
    broken: bool = False  # it is not readable at all: what it would say is not known


def read(text: str, needed: bool = False) -> FrontMatter:
    """What stands between the first two `---` lines; `needed` for a chapter."""
    rules = [rule for rule in list(RULE.finditer(text))[:2] if text.startswith("---")]
    if len(rules) < 2:
        faults = list(_without(text, needed))
        return FrontMatter(faults=faults, broken=bool(faults))
    block = text[rules[0].end() + 1 : rules[1].start()]
    lines = text.count("\n", 0, rules[1].end()) + 1
    try:
        meta = yaml.load(block, Loader=LOADER) or {}
    except yaml.YAMLError as error:
        return FrontMatter({}, lines, [_not_yaml(error)], broken=True)
    except ValueError as error:  # 2026-02-30, or a number of thousands of digits
        said = refused_value(error)
        message = f"a value is neither a number nor a day ({said}); put it in quotes"
        return FrontMatter({}, lines, [Fault(2, 1, message)], broken=True)
    if not isinstance(meta, dict):
        message = "the front matter is no list of 'name: value' lines; write it so"
        return FrontMatter({}, lines, [Fault(2, 1, message)], broken=True)
    faults = [
        Fault(*place_of(block, str(key)), message) for key, message in _mistakes(meta, needed)
    ]
    faults += _twice(block)
    return FrontMatter(meta, lines, sorted(faults))


def _twice(block: str) -> Iterator[Fault]:
    """Keys that YAML takes twice, the last one only."""
    seen: set[tuple[str, str]] = set()
    above = ""
    for number, line in enumerate(block.split("\n"), 2):
        if found := KEY.match(line):
            indent, key = found.groups()
            above = above if indent else key
            name = (f"{above}{indent}" if indent else "", key)
            if name in seen and above in ("objectives", "pieces", "leads", key):
                message = f"{quoted(key)} stands twice in the front matter; take one of them out"
                yield Fault(number, len(indent) + 1, message)
            seen.add(name)


def place_of(block: str, key: str) -> tuple[int, int]:
    """Line and column in the file of a key of the front matter; line 1 where it is not there."""
    start = re.search(rf"^[ \t]*([\"']?{re.escape(key)}[\"']?)\s*:", block, re.MULTILINE)
    if not start:
        return 1, 1
    at = start.start(1)
    return block.count("\n", 0, at) + 2, at - block.rfind("\n", 0, at)


def _without(text: str, needed: bool) -> Iterator[Fault]:
    if text.startswith("---"):
        yield Fault(1, 1, "the front matter is never closed; end it with a line --- of its own")
    elif needed:
        message = "a chapter starts with its front matter; write --- lines around"
        yield Fault(1, 1, f"{message} {', '.join(NEEDED)}, as docs/authors/chapters.md shows")


def _not_yaml(error: yaml.YAMLError) -> Fault:
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line + 2, mark.column + 1) if mark else (2, 1)
    said = getattr(error, "problem", None) or str(error)
    message = f"the front matter is not YAML ({said}); quote a text that holds a colon"
    return Fault(line, column, message)


def _mistakes(meta: dict, needed: bool) -> Iterator[tuple[str, str]]:
    """(key, message) of everything that the front matter gets wrong."""
    known = {*NEEDED, *OPTIONAL, *(() if needed else OVERVIEW)}
    for key in meta:
        if key not in known:
            hint = did_you_mean(str(key), sorted(known))
            yield str(key), f"the front matter knows no {quoted(str(key))}; {hint}"
    if needed and (missing := [key for key in NEEDED if key not in meta]):
        advice = "add it between the two --- lines, as docs/authors/chapters.md shows"
        yield "", f"the front matter has no {', '.join(missing)}; {advice}"
    for key, rule in RULES.items():
        if key in meta and (message := rule(meta[key])):
            yield key, message
    yield from _objectives(meta.get("objectives"), "objectives" in meta)


def _objectives(objectives: object, there: bool) -> Iterator[tuple[str, str]]:
    if not there:
        return
    if not isinstance(objectives, dict) or not all(isinstance(key, str) for key in objectives):
        message = 'objectives are no list of `id: "what the reader can do"`; write them so'
        yield "objectives", message
        return
    for key, promise in objectives.items():
        if not KEBAB.fullmatch(key):
            yield key, f"objective {quoted(key)} is not in kebab-case; as in first-steps"
        if not isinstance(promise, str) or not promise.strip():
            yield key, f"objective {quoted(key)} says {found(promise)}; write a promise"


def _text(value: object) -> str:
    return "" if isinstance(value, str) and value.strip() else "is no text; write one"


def _title(value: object) -> str:
    return f"title {said}" if (said := _text(value)) else ""


def _description(value: object) -> str:
    if said := _text(value):
        return f"description {said}"
    shortest, longest = DESCRIBED
    if shortest <= len(value) <= longest:
        return ""
    return f"description has {len(value)} characters; search engines show {shortest} to {longest}"


def _difficulty(value: object) -> str:
    if value in DIFFICULTIES:
        return ""
    hint = did_you_mean(str(value), DIFFICULTIES)
    return f"difficulty is {quoted(str(value))}; {hint}"


def _minutes(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= LONGEST:
        return ""
    return f"minutes is {found(value)}; write a whole number from 1 to {LONGEST}, as in minutes: 12"


RULES = {
    "title": _title,
    "description": _description,
    "difficulty": _difficulty,
    "minutes": _minutes,
}
