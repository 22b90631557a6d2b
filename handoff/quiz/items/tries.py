"""Files of shared tries, as the progress page makes them: one file is one reader."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from handoff import files
from handoff.files import UnreadableError

FORMAT = "handoff-tries"
VERSION = 1


class TriesError(Exception):
    """A file that holds no shared tries: its name, and what it is."""


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
    """A reader a file; TriesError for the first that holds no tries. A file twice counts once."""
    texts = dict.fromkeys(text_of(path) for path in paths)
    named = dict(zip(texts, paths, strict=False))
    return [reader(text, named[text]) for text in texts]


def text_of(path: Path) -> str:
    try:
        return files.text_of(path)
    except UnreadableError as error:
        place = f"{path}:{error.line}:{error.column}"
        raise TriesError(f"{place}: {error}; name files of shared tries") from None


def reader(text: str, path: Path) -> Reader:
    try:
        data = json.loads(text)
        if (data["format"], data["version"]) != (FORMAT, VERSION):
            raise ValueError
        found = Reader()
        for each in data["tries"]:
            found.tries[each["question"], each["revision"]].append(one(each))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        advice = "export one on the progress page: Share my tries"
        raise TriesError(f"{path}:1:1: holds no shared tries; {advice}") from None
    return found


def one(each: dict) -> Try:
    answer, right, sure = each["answer"], each["right"], each.get("sure")
    if not isinstance(right, bool) or sure not in (None, 0, 1, 2):
        raise ValueError
    return Try(answer if isinstance(answer, str) else tuple(map(int, answer)), right, sure)
