"""What was measured, kept in results.json: the page of the site is written from it.

    {"build": {"date": "2026-11-28", "machine": …, "load": [1.6, 4.0], "versions": {…},
               "rows": [{"case": "100 chapters", "name": "ours in MkDocs", "figure": "processor",
                         "unit": "s", "values": [4.1, 4.3, 4.2]}, …]}, …}

A measurement that is run again takes the place of its last results; the others stay, with the day
and machine of their own.
"""

import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = Path(__file__).with_name("results.json")
UNITS = ("s", "ms", "B", "MB", "requests", "files")
KEYS = {"date": str, "machine": str, "load": list, "versions": dict, "rows": list}


class ResultsError(Exception):
    """The file does not hold what a page can be written from; says where, and what would do."""


@dataclass(frozen=True)
class Row:
    """`values` are those of each run, in the unit, in the order of the runs."""

    case: str
    name: str
    figure: str
    unit: str
    values: list[float]


def read(path: Path = FILE) -> dict[str, dict]:
    """Measurement → its results, the rows as `Row`; nothing where there is no file."""
    if not path.exists():
        return {}
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ResultsError(f"{path.name}: not JSON ({error}); run `make bench` again") from None
    if not isinstance(data, dict):
        raise ResultsError(f"{path.name}: holds no object; run `make bench` again")
    return {name: _measurement(f"{path.name}: {name}", each) for name, each in data.items()}


def _measurement(where: str, each: object) -> dict:
    if not isinstance(each, dict):
        raise ResultsError(f"{where}: is no object; run that measurement again")
    for key, kind in KEYS.items():
        if not isinstance(each.get(key), kind):
            raise ResultsError(f"{where}: has no {key}; run that measurement again")
    return {
        **each,
        "rows": [_row(f"{where}: row {at}", row) for at, row in enumerate(each["rows"])],
    }


def _row(where: str, row: object) -> Row:
    try:
        found = Row(**row)
    except TypeError as error:
        raise ResultsError(f"{where}: {error}; run that measurement again") from None
    if found.unit not in UNITS:
        raise ResultsError(f"{where}: the unit is {found.unit!r}; known are {', '.join(UNITS)}")
    if not found.values or not all(_is_number(value) for value in found.values):
        raise ResultsError(f"{where}: values are {found.values!r}; they are one number a run")
    return found


def _is_number(value: object) -> bool:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and math.isfinite(value) and value >= 0


def keep(name: str, measured: dict, path: Path = FILE) -> None:
    """Put a measurement into the file, in place of what was there of it."""
    kept = read(path)
    kept[name] = _measurement(f"{path.name}: {name}", _plain(measured))
    text = json.dumps({key: _plain(each) for key, each in kept.items()}, indent=1)
    path.write_text(f"{text}\n", encoding="utf-8")


def _plain(measured: dict) -> dict:
    rows = [asdict(row) if isinstance(row, Row) else row for row in measured["rows"]]
    for row in rows:
        row["values"] = [float(f"{value:.4g}") for value in row["values"]]
    return {**measured, "rows": rows}
