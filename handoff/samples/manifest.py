"""run.toml: which processes a sample folder has and which programs are recorded."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from handoff import root, subject
from handoff.diagnostics.problem import Problem, did_you_mean, quoted, refused_value, shown_path
from handoff.files import UnreadableError, exists, is_file, text_of
from handoff.samples.beside import about

NAME = "run.toml"
FILE = re.compile(r"[\w-]{1,80}")
RECORD_KEYS = {
    "run": (str, "text"),
    "with": (list, "a list of names"),
    "log": (str, "text"),
    "until": (str, "text"),
    "code": (int, "a number"),
    "env": (dict, "a table of texts"),
    "slow": (bool, "true or false"),
}


class ManifestError(Exception):
    """All that is wrong in a manifest, a `file:line: …` line each."""


@dataclass
class Recording:
    """A program whose output (or the log of a process beside it) stands in a chapter."""

    name: str
    run: str = ""
    beside: list[str] = field(default_factory=list)
    log: str = ""
    until: str = ""
    code: int = 0
    places: list[str] = field(default_factory=list)  # what it may run beside, as the subject says
    env: dict[str, str] = field(default_factory=dict)
    slow: bool = False  # over 20 s: rerun by `make test-claims`, not by `make test`


@dataclass
class Manifest:
    folder: Path
    processes: dict[str, str]
    env: dict[str, str]
    recordings: dict[str, Recording]


def manifests(examples: Path) -> list[Path]:
    """Every sample folder that has a manifest, in the order of the guide."""
    return sorted(found.parent for found in examples.rglob(NAME))


def problems() -> list[Problem]:
    """What is wrong with every run.toml of examples/, and with what it should have recorded."""
    found = []
    for folder in manifests(root() / "examples"):
        manifest, wrong = read(folder)
        found += wrong or unrecorded(manifest)
    return found


def unrecorded(manifest: Manifest) -> Iterator[Problem]:
    """Recordings that nobody has made yet."""
    path = manifest.folder / NAME
    for name in manifest.recordings:
        if not is_file(manifest.folder / f"{name}.txt"):
            line = _line(path.read_text(encoding="utf-8"), "record", name)
            advice = f"record it: python -m handoff record {_folder_name(manifest.folder)} {name}"
            yield _problem(path, line, f"{name}.txt, what '{name}' prints, is not there; {advice}")


def load(folder: Path) -> Manifest:
    """The folder's manifest; ManifestError tells every mistake with its place."""
    manifest, found = read(folder)
    if found:
        raise ManifestError("\n".join(map(str, found)))
    return manifest


def read(folder: Path) -> tuple[Manifest | None, list[Problem]]:
    """The folder's manifest and what is wrong with it; None where it cannot be used."""
    path = folder / NAME
    if not exists(path):
        return None, [_problem(path, 1, "there is none; a sample folder has one")]
    try:
        text = text_of(path)
        data = tomllib.loads(text)
    except UnreadableError as error:
        return None, [_problem(path, error.line, str(error), error.column)]
    except RecursionError:
        return None, [_problem(path, 1, "lists or tables nest too deep; a recording needs three")]
    except ValueError as error:  # TOMLDecodeError is one; int() refuses thousands of digits
        return None, [_not_toml(path, text, error)]
    found = [_problem(path, _line(text, *at), say) for at, say in _problems(folder, data)]
    if found:
        return None, found
    entries = data.get("record", {}).items()
    usual = usual_places(folder)
    recordings = {name: _recording(name, entry, folder, usual) for name, entry in entries}
    return Manifest(folder, data.get("processes", {}), data.get("env", {}), recordings), []


def _problem(path: Path, line: int, message: str, column: int = 1) -> Problem:
    return Problem(shown_path(path), line, column, message)


def _not_toml(path: Path, text: str, error: ValueError) -> Problem:
    place = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)", str(error))
    digits = re.search(r"\d{1000}", text) if not place else None
    end = text.count("\n", 0, digits and digits.start()) + 1, 1
    line, column = (int(place[1]), int(place[2])) if place and place[1] else end
    said = str(error).removesuffix(place[0]) if place else refused_value(error)
    message = f"this is no TOML ({said}); write text in quotes, and a table as {{ key = value }}"
    return _problem(path, line, message, column)


def _recording(name: str, entry: dict, folder: Path, usual: tuple[str, ...]) -> Recording:
    fields = {"with": "beside", place_key(folder): "places"}
    renamed = {fields.get(key, key): value for key, value in entry.items()}
    return Recording(name, **{"places": [*usual], **renamed})


def place_key(folder: Path) -> str:
    """The key of a recording that says where it runs; the subject has the word for it."""
    where = subject.part("claims", folder)
    return where.MARK if where else "places"


def usual_places(folder: Path) -> tuple[str, ...]:
    """Where a recording runs that doesn't say it; what is plain Python runs at the first place."""
    where = subject.part("claims", folder)
    places = where.RECORDED_ON if where else ()
    return places if about(folder) else places[:1]


def record_keys(folder: Path) -> dict[str, tuple[type, str]]:
    return RECORD_KEYS | {place_key(folder): (list, "a list of names")}


Mistake = tuple[tuple[str, str], str]  # (table, key) and what is wrong


def _problems(folder: Path, data: dict) -> Iterator[Mistake]:
    tables = ("processes", "env", "record")
    for name in data:
        if name not in tables:
            yield ("", name), f"there is no table '{name}'; {did_you_mean(name, tables)}"
        elif not isinstance(data[name], dict):
            yield ("", name), f"'{name}' is a table: write [{name}]"
            return
    for table in ("processes", "env"):
        for key, value in data.get(table, {}).items():
            if not isinstance(value, str) or not value:
                yield (table, key), f"'{key}' is text in quotes, found {value!r}"
    for name, entry in data.get("record", {}).items():
        yield from _record_problems(name, entry, data.get("processes", {}), folder)


def _folder_name(folder: Path) -> str:
    examples = root() / "examples"
    inside = folder.is_relative_to(examples)
    return folder.relative_to(examples).as_posix() if inside else str(folder)


def _record_problems(name: str, entry: object, processes: dict, folder: Path) -> Iterator[Mistake]:
    at = ("record", name)
    if not FILE.fullmatch(name):
        yield at, f"{quoted(name)} is no name of a file; write letters, digits, - and _"
        return
    if not isinstance(entry, dict):
        yield at, f"'{name}' is a table: {name} = {{ run = \"python {name}.py\" }}"
        return
    keys = record_keys(folder)
    unknown = sorted(entry.keys() - keys.keys())
    for key in unknown:
        yield at, f"'{name}' has '{key}'; {did_you_mean(key, sorted(keys))}"
    wrong = [key for key in entry.keys() & keys.keys() if not _is(entry[key], keys[key][0])]
    for key in sorted(wrong):
        yield at, f"`{key}` of '{name}' is {keys[key][1]}, found {entry[key]!r}"
    if not wrong and not unknown:
        yield from ((at, say) for say in _misfits(name, entry, processes))
        yield from ((at, say) for say in _unknown_places(name, entry, folder))


def _is(value: object, kind: type) -> bool:
    """TOML's true is no number; lists and tables hold texts."""
    if kind in (list, dict):
        inside = value.values() if isinstance(value, dict) else value
        return isinstance(value, kind) and all(isinstance(each, str) for each in inside)
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))


def _misfits(name: str, entry: dict, processes: dict) -> Iterator[str]:
    """What is wrong with a recording whose keys and kinds are right."""
    if not entry.get("run") and not entry.get("log"):
        yield f"'{name}' has neither `run` nor `log`: nothing to record"
    for process in [*entry.get("with", []), *([entry["log"]] if entry.get("log") else [])]:
        if process not in processes:
            known = ", ".join(processes) or "there are none"
            yield f"'{name}' needs '{process}', which is not in [processes] ({known})"
    if entry.get("log") and entry["log"] not in entry.get("with", []):
        yield f"'{name}' records the log of '{entry['log']}': name it in `with` too"


def _unknown_places(name: str, entry: dict, folder: Path) -> Iterator[str]:
    where = subject.part("claims", folder)
    for place in entry.get(place_key(folder), []) if where else ():
        if place not in where.NAMES:
            yield f"'{name}' runs on '{place}'; {did_you_mean(str(place), where.NAMES)}"


def _line(text: str, table: str, key: str) -> int:
    """The line of a key in its table; the first line when it cannot be found."""
    inside = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*\[+\s*([\w.\"'-]+)\s*\]+", line):
            inside = header[1].strip("\"'")
            if inside in (key, f"{table}.{key}"):
                return number
        elif inside == table and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
            return number
    return 1
