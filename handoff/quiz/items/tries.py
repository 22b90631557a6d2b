"""Files of shared tries, as the progress page makes them: one file is one reader."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from handoff import files
from handoff.files import UnreadableError

FORMAT = "handoff-tries"
VERSION = 1
EXPORT = "ask its reader to export one on the progress page: Share my tries"
MALFORMED = (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError)


class TriesError(Exception):
    """Files that hold no shared tries: a line for each, with its name and what it is."""


@dataclass(frozen=True)
class Try:
    """`answer` holds the numbers of choices or steps, or what was typed; `sure` is 0 to 2."""

    answer: tuple[int, ...] | str
    right: bool
    sure: int | None = None


Key = tuple[str, str]  # `quiz#id`, revision


@dataclass
class Reader:
    """One reader's tries at each question as it was worded, in their order."""

    tries: dict[Key, list[Try]] = field(default_factory=lambda: defaultdict(list))


def readers(paths: list[Path]) -> list[Reader]:
    """A reader a file; TriesError names all that hold no tries. A file twice counts once."""
    found: dict[str, Reader] = {}
    refused = []
    for path in paths:
        try:
            text = text_of(path)
            if text not in found:
                found[text] = reader(text, path)
        except TriesError as error:
            refused.append(str(error))
    if refused:
        raise TriesError("\n".join(dict.fromkeys(refused)))
    return list(found.values())


def text_of(path: Path) -> str:
    try:
        return files.text_of(path)
    except UnreadableError as error:
        place = f"{path}:{error.line}:{error.column}"
        raise TriesError(f"{place}: {error}; name files of shared tries") from None


def reader(text: str, path: Path) -> Reader:
    data = loaded(text, path)
    try:
        if data["format"] != FORMAT:
            raise ValueError
        if data["version"] != VERSION:
            message = f"holds tries of version {data['version']!r:.20}, and this reads {VERSION}"
            raise TriesError(f"{path}:1:1: {message}; update this repository")
        found = Reader()
        for each in data["tries"]:
            found.tries[each["question"], each["revision"]].append(one(each))
    except MALFORMED:
        raise TriesError(f"{path}:1:1: holds no shared tries; {EXPORT}") from None
    return found


def loaded(text: str, path: Path) -> dict:
    """The file as JSON, or the place where it stops being that: a paste may be cut short."""
    if not text.strip():
        raise TriesError(f"{path}:1:1: is empty; {EXPORT}")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        message = f"is no whole JSON, at the latest from here on; {EXPORT}"
        raise TriesError(f"{path}:{error.lineno}:{error.colno}: {message}") from None
    except MALFORMED:
        raise TriesError(f"{path}:1:1: holds no shared tries; {EXPORT}") from None


def one(each: dict) -> Try:
    answer, right, sure = each["answer"], each["right"], each.get("sure")
    if not isinstance(right, bool) or sure not in (None, 0, 1, 2):
        raise ValueError
    return Try(answer if isinstance(answer, str) else tuple(map(int, answer)), right, sure)
