"""What travels, and how: `python arguments.py` while a worker runs."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum, StrEnum

from kombu.exceptions import EncodeError
from tasks import describe


@dataclass
class User:
    id: int


class Plan(Enum):
    FREE = 1


class Language(StrEnum):
    NL = "nl"


# --8<-- [start:arguments]
VALUES = (
    [42, "Ada", None, True, 1.5],
    {"language": "nl"},
    date(2026, 11, 22),
    Decimal("9.90"),
    b"\x89PNG",
    (41, 42, 43),
    {42: "Ada"},
    Language.NL,
    {41, 42},
    timedelta(days=1),
    Plan.FREE,
    User(id=42),
)

for value in VALUES:
    try:
        arrived = describe.delay(value).get(timeout=10)
        verdict = "same   " if arrived == repr(value) else "CHANGED"
        print(verdict, arrived)
    except EncodeError as error:
        print("REFUSED", error)
# --8<-- [end:arguments]
