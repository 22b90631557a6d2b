"""What a key of a question may hold: each kind of value reads one, and says itself as JSON Schema.

    read(value, at, refused) -> object     the value as a form has it; what is wrong is added

No library: pydantic alone would take half of the time in which one file is checked.
"""

import re
from typing import NamedTuple

Place = tuple[str | int, ...]


class Refusal(NamedTuple):
    """What cannot be there, and why: missing, unknown, no object, too long, misspelt or wrong."""

    place: Place
    why: str
    value: object


class Line(NamedTuple):
    """A text of this form, not longer than that."""

    longest: int
    pattern: str = r"\S"

    def read(self, value: object, at: Place, refused: list[Refusal]) -> object:
        if not isinstance(value, str):
            refused.append(Refusal(at, "wrong", value))
        elif len(value) > self.longest:
            refused.append(Refusal(at, "too long", value))
        elif not re.search(self.pattern, value) or (self.pattern[-1] == "$" and value[-1] == "\n"):
            refused.append(Refusal(at, "misspelt", value))
        return value

    def schema(self) -> dict:
        return {"maxLength": self.longest, "pattern": self.pattern, "type": "string"}


class Lines(NamedTuple):
    """A text, or a list of its lines."""

    line: Line

    def read(self, value: object, at: Place, refused: list[Refusal]) -> object:
        if isinstance(value, list) and value and all(isinstance(line, str) for line in value):
            value = "\n".join(value)
        return self.line.read(value, at, refused)

    def schema(self) -> dict:
        return either(self.line.schema(), {"items": {"type": "string"}, "type": "array"})


class Is(NamedTuple):
    """A value of one of Python's own kinds; true is no number."""

    kind: type

    def read(self, value: object, at: Place, refused: list[Refusal]) -> object:
        if type(value) is not self.kind:
            refused.append(Refusal(at, "wrong", value))
        return value

    def schema(self) -> dict:
        return {"type": {int: "integer", bool: "boolean"}[self.kind]}


class Exactly(NamedTuple):
    word: str

    def read(self, value: object, at: Place, refused: list[Refusal]) -> object:
        if value != self.word:
            refused.append(Refusal(at, "wrong", value))
        return value

    def schema(self) -> dict:
        return {"const": self.word, "type": "string"}


class OrNull(NamedTuple):
    kind: object

    def read(self, value: object, at: Place, refused: list[Refusal]) -> object:
        return None if value is None else self.kind.read(value, at, refused)

    def schema(self) -> dict:
        return either(self.kind.schema(), {"type": "null"})


class Many(NamedTuple):
    """A list of them; `or_one` takes a single one for a list of it."""

    kind: object
    least: int = 0
    most: int | None = None
    or_one: bool = False

    def read(self, value: object, at: Place, refused: list[Refusal]) -> object:
        if self.or_one and not isinstance(value, list):
            value = [value]
        if not isinstance(value, list) or (self.most and len(value) > self.most):
            refused.append(Refusal(at, "wrong", value))
            return value
        before = len(refused)
        items = [self.kind.read(each, (*at, n), refused) for n, each in enumerate(value)]
        if len(refused) == before and len(items) < self.least:
            refused.append(Refusal(at, "wrong", value))
        return items

    def schema(self) -> dict:
        of = self.kind.schema()
        limits = {"maxItems": self.most, "minItems": self.least}
        many = {"items": of, **{key: each for key, each in limits.items() if each}, "type": "array"}
        if not self.or_one:
            return many
        single = (each for each in either(of)["anyOf"] if each["type"] != "array")
        return {"anyOf": [*single, many]}


def either(*schemas: dict) -> dict:
    """One of them; what is itself one of several is not nested."""
    return {"anyOf": [each for one in schemas for each in one.get("anyOf", [one])]}
