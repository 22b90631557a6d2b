"""A replay as its JSON has it: films side by side, which go through the same scenes.

{"title": …, "note": …, "recorded": …, "claims": […], "scenes": ["A worker is killed", …],
 "films": [{"name": "early", "title": …, "on": …, "messages": ["report(3)", …],
            "places": {"w1": {"piece": "worker", "title": "worker w1"}, …},
            "steps": [{"at": 1.2, "say": …, "happened": […],
                       "counts": {"w1": "ready"}, "chips": {"w1": [[0, "runs"]]}}, …]}]}

A film has a step for each scene. A chip is the number of a message, and its state in words.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from handoff import root
from handoff.claims.experiments import slugs, unreadable
from handoff.diagnostics.problem import Fault, Problem, did_you_mean, found, shown_path
from handoff.files import is_file
from handoff.quiz.source import SourceError
from handoff.quiz.source import read as read_source

if TYPE_CHECKING:
    from handoff.replay.model import Film, Replay

FOLDER = "replays"
LARGEST = 12_000  # bytes; a page packs them to a quarter
MOST_CHIPS = 8  # in a place; more would be a blur


@dataclass
class Found:
    """A replay, or what is wrong with its file."""

    replay: "Replay | None" = None
    problems: list[Problem] = field(default_factory=list)


def path_of(name: str) -> Path:
    """The file of `guide/02-a-chapter/crash`."""
    folder, _, stem = name.rpartition("/")
    return root() / "examples" / folder / FOLDER / f"{stem}.json"


def name_of(path: Path) -> str:
    return f"{path.parents[1].relative_to(root() / 'examples').as_posix()}/{path.stem}"


def recorders() -> list[Path]:
    """The program of every replay, in the order of the guides."""
    found = (root() / "examples").glob(f"**/{FOLDER}/*.py")
    return sorted(path for path in found if not path.stem.startswith("_"))


def names() -> list[str]:
    paths = {path.with_suffix(".json") for path in recorders()}
    paths |= set((root() / "examples").glob(f"**/{FOLDER}/*.json"))
    return sorted(map(name_of, paths))


def is_known(name: str) -> bool:
    """Is it one of `names()`? A fence asks for one, and need not look for all of them."""
    path = path_of(name)
    plain = not {"", ".", ".."} & {*name.split("/")}
    has_program = is_file(program_of(path)) and not path.stem.startswith("_")
    return plain and (is_file(path) or has_program)


def problems() -> Iterator[Problem]:
    """What is wrong with every replay, and with what nobody has recorded yet."""
    for name in names():
        path = path_of(name)
        if not program_of(path).is_file():
            message = f"no program records this; write {program_of(path).name} beside it"
            yield Problem(shown_path(path), 1, 1, message)
        found = find(name)
        yield from found.problems
        yield from unknown_claims(path, found)


def unknown_claims(path: Path, found: Found) -> Iterator[Problem]:
    """Claims that no experiment of the guide stands behind."""
    claims = found.replay.claims if found.replay else []
    guide = path.parents[2].name
    known = slugs(guide) if claims else []
    for claim in claims:
        if claim not in known and not unreadable(guide):
            advice = did_you_mean(claim, known) or "take it out of CLAIMS, and record it again"
            line, column = place(path.read_text(encoding="utf-8"), f'"{claim}"')
            message = f"no experiment is named test_{claim}; {advice}"
            yield Problem(shown_path(path), line, column, message)


def place(text: str, words: str) -> tuple[int, int]:
    """Line and column where the words stand, from 1."""
    at = max(0, text.find(words))
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def program_of(path: Path) -> Path:
    return path.with_suffix(".py")


def find(name: str) -> Found:
    """The replay of that name, which is one of `names()`."""
    path = path_of(name)
    if path.is_file():
        return read(path)
    message = f"{path.name}, what it records, is not there; record it: {command(name)}"
    return Found(problems=[Problem(shown_path(program_of(path)), 1, 1, message)])


def command(name: str) -> str:
    """The command that records it."""
    folder, _, stem = name.rpartition("/")
    return f"python -m handoff record {folder} {stem}"


def read(path: Path) -> Found:
    """The replay of a file; read again when the file has changed."""
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=200)
def _read(path: Path, changed: int) -> Found:
    try:
        source = read_source(path)
    except SourceError as error:
        return Found(problems=error.problems)
    faults = list(_faults(path, source.data, len(source.text.encode())))
    if faults:
        return Found(problems=sorted(map(source.problem, faults)))
    from handoff.replay.model import Replay

    return Found(Replay.model_validate(source.data))


def _faults(path: Path, data: object, size: int) -> Iterator[Fault]:
    if not isinstance(data, dict):
        yield Fault((), f'the file holds {found(data)}; write an object: {{"title": …}}')
        return
    if size > LARGEST:
        yield Fault((), f"holds {size:,} bytes; a replay has {LARGEST:,} at the most: fewer scenes")
    from pydantic import ValidationError

    from handoff.replay.model import Replay

    try:
        replay = Replay.model_validate(data)
    except ValidationError as error:
        again = command(name_of(path))
        for each in error.errors():
            yield Fault(tuple(each["loc"]), f"{_said(each)}; `{again}` writes it")
        return
    for number, film in enumerate(replay.films):
        for fault in _misfits(replay, film):
            yield fault._replace(pointer=("films", number, *fault.pointer))


def _said(error: dict) -> str:
    key = error["loc"][-1] if error["loc"] else "it"
    match error["type"]:
        case "missing":
            return f'"{key}" is missing'
        case "extra_forbidden":
            return f'"{key}" means nothing here'
    said = error["msg"][:1].lower() + error["msg"][1:]
    return f'"{key}" is {found(error["input"])}: {said}'


def _misfits(replay: "Replay", film: "Film") -> Iterator[Fault]:
    """What is wrong with a film whose keys and kinds are right."""
    scenes, steps = len(replay.scenes), len(film.steps)
    if steps != scenes:
        yield Fault(("steps",), f"{steps} steps for {scenes} scenes; a film has one for each")
    for number, step in enumerate(film.steps):
        for place in {*step.counts, *step.chips} - film.places.keys():
            hint = did_you_mean(place, film.places)
            yield Fault(("steps", number), f'there is no place "{place}" in this film; {hint}')
        for place, chips in step.chips.items():
            at = ("steps", number, "chips", place)
            if len(chips) > MOST_CHIPS:
                yield Fault(at, f"{len(chips)} messages at once; show {MOST_CHIPS} at the most")
            for message, _ in chips:
                if not 0 <= message < len(film.messages):
                    known = f"the film's last is {len(film.messages) - 1}"
                    yield Fault(at, f"there is no message {message}; {known}")


def written(data: dict) -> str:
    """The JSON of a replay, a step a line, so that two recordings can be compared."""
    films = ",\n".join(_film(film) for film in data["films"])
    head = {key: value for key, value in data.items() if key != "films"}
    lines = [f"{_json(key)}: {_json(value)}" for key, value in head.items()]
    return "{\n" + ",\n".join(lines) + f',\n"films": [\n{films}\n]\n}}\n'


def _film(film: dict) -> str:
    steps = ",\n".join(f"   {_json(step)}" for step in film["steps"])
    head = ", ".join(f"{_json(k)}: {_json(v)}" for k, v in film.items() if k != "steps")
    return f'  {{{head}, "steps": [\n{steps}]}}'


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def timeless(data: dict) -> dict:
    """A replay without what differs from run to run, and from release to release."""
    films = [
        {
            **{key: value for key, value in film.items() if key != "on"},
            "steps": [{**step, "at": 0} for step in film["steps"]],
        }
        for film in data["films"]
    ]
    return {**data, "recorded": "", "films": films}
