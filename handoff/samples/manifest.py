"""run.toml: which processes a sample folder has and which programs are recorded."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

NAME = "run.toml"
BROKERS = ("valkey", "redis", "rabbitmq")
RECORD_KEYS = {
    "run": (str, "text"),
    "with": (list, "a list of names"),
    "log": (str, "text"),
    "until": (str, "text"),
    "code": (int, "a number"),
    "brokers": (list, "a list of names"),
    "env": (dict, "a table"),
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
    brokers: list[str] = field(default_factory=list)
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


def load(folder: Path) -> Manifest:
    """The folder's manifest; ManifestError tells every mistake with its line."""
    path = folder / NAME
    try:
        text = path.read_text()
        data = tomllib.loads(text)
    except FileNotFoundError:
        raise ManifestError(f"{path}: there is none; a sample folder has one") from None
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+), column (\d+)", str(error))
        where = f"{path}:{place[1]}:{place[2]}" if place else f"{path}:1"
        raise ManifestError(f"{where}: {error}; see TOML's syntax") from None
    if problems := list(_problems(folder, data)):
        raise ManifestError("\n".join(f"{path}:{_line(text, *at)}: {say}" for at, say in problems))
    return Manifest(
        folder,
        data.get("processes", {}),
        data.get("env", {}),
        {name: _recording(name, entry) for name, entry in data.get("record", {}).items()},
    )


def _recording(name: str, entry: dict) -> Recording:
    renamed = {"beside" if key == "with" else key: value for key, value in entry.items()}
    return Recording(name, **{"brokers": ["valkey", "redis"], **renamed})


Problem = tuple[tuple[str, str], str]  # (table, key) and what is wrong


def _problems(folder: Path, data: dict) -> Iterator[Problem]:
    tables = ("processes", "env", "record")
    for name in data:
        if name not in tables:
            yield ("", name), f"'{name}' is not one of {', '.join(tables)}"
        elif not isinstance(data[name], dict):
            yield ("", name), f"'{name}' is a table: write [{name}]"
            return
    for table in ("processes", "env"):
        for key, value in data.get(table, {}).items():
            if not isinstance(value, str) or not value:
                yield (table, key), f"'{key}' is text in quotes, found {value!r}"
    for name, entry in data.get("record", {}).items():
        yield from _record_problems(name, entry, data.get("processes", {}))


def _record_problems(name: str, entry: object, processes: dict) -> Iterator[Problem]:
    at = ("record", name)
    if not isinstance(entry, dict):
        yield at, f"'{name}' is a table: {name} = {{ run = \"python {name}.py\" }}"
        return
    for key in sorted(entry.keys() - RECORD_KEYS.keys()):
        yield at, f"'{name}' has '{key}', which is not one of {', '.join(sorted(RECORD_KEYS))}"
    wrong = [key for key in entry if not _fits(key, entry[key])]
    for key in wrong:
        yield at, f"`{key}` of '{name}' is {RECORD_KEYS[key][1]}, found {entry[key]!r}"
    if not wrong:
        yield from ((at, say) for say in _misfits(name, entry, processes))


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
    for broker in entry.get("brokers", []):
        if broker not in BROKERS:
            yield f"'{name}' runs on '{broker}', which is not one of {', '.join(BROKERS)}"


def _fits(key: str, value: object) -> bool:
    return key not in RECORD_KEYS or isinstance(value, RECORD_KEYS[key][0])


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
