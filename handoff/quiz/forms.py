"""The forms in which authors write questions: what validates files, and what the schema is made of.

Each key's description is shown by editors, and by `check` when the key is missing or wrong.
"""

from types import SimpleNamespace
from typing import NamedTuple

from handoff.quiz.values import Exactly, Is, Line, Lines, Many, OrNull, Place, Refusal, either

LONGEST_TEXT = 10_000  # characters
KEBAB = r"^[a-z0-9]+(-[a-z0-9]+)*$"
NEEDED = object()

Written = SimpleNamespace  # a question as its file has it, with a value for each key of its form


class Key(NamedTuple):
    """What a key holds, and what it is when it isn't there."""

    value: object
    description: str = ""
    default: object = NEEDED

    def schema(self, name: str) -> dict:
        said = self.value.schema() | {"title": name.replace("_", " ").title()}
        if self.description:
            said["description"] = self.description
        if self.default is not NEEDED and self.default != []:
            said["default"] = self.default
        return dict(sorted(said.items()))


class Form(NamedTuple):
    """An object with these keys and no others."""

    name: str
    description: str
    keys: dict[str, Key]

    def read(self, value: object, at: Place, refused: list[Refusal]) -> Written:
        """The object with all its keys, as far as they are sound."""
        if not isinstance(value, dict):
            refused.append(Refusal(at, "no object", value))
            return Written()
        read = Written()
        for name, key in self.keys.items():
            if name in value:
                setattr(read, name, key.value.read(value[name], (*at, name), refused))
            elif key.default is NEEDED:
                refused.append(Refusal((*at, name), "missing", value))
            else:
                setattr(read, name, [] if key.default == [] else key.default)
        for name in value.keys() - self.keys.keys():
            refused.append(Refusal((*at, name), "unknown", value[name]))
        return read

    def schema(self) -> dict:
        return {
            "additionalProperties": False,
            "description": self.description,
            "properties": {name: key.schema(name) for name, key in self.keys.items()},
            "required": [name for name, key in self.keys.items() if key.default is NEEDED],
            "title": self.name,
            "type": "object",
        }


TEXT = Lines(Line(LONGEST_TEXT))
NAME = Line(200)
CHOICE = Form(
    "Choice",
    "A text, and why it is right or wrong.",
    {
        "text": Key(TEXT, "what the reader can pick, Markdown: a text or a list of lines"),
        "why": Key(OrNull(TEXT), "why this is right or wrong, Markdown", None),
    },
)


class WholeChoice(NamedTuple):
    """A choice as an object."""

    def read(self, value: object, at: Place, refused: list[Refusal]) -> Written:
        return CHOICE.read(value, at, refused)

    def schema(self) -> dict:
        return {"$ref": f"#/$defs/{CHOICE.name}"}


class AnyChoice(NamedTuple):
    """A choice, or its text alone."""

    def read(self, value: object, at: Place, refused: list[Refusal]) -> Written:
        whole = {"text": value} if isinstance(value, str | list) else value
        return CHOICE.read(whole, at, refused)

    def schema(self) -> dict:
        return either(TEXT.schema(), WholeChoice().schema())


CHOICES = Key(
    Many(AnyChoice(), 2, 26),
    'two choices or more, each a text or {"text": …, "why": …}',
)
STEPS = Key(
    Many(AnyChoice(), 2, 26),
    'the steps in the right order, each a text or {"text": …, "why": …}',
)
ANSWER = Key(
    Many(Is(int), or_one=True), "the right choice's number, counted from 0, or a list of them"
)
LINE = Key(Is(int), "the number of the line's choice, counted from 0")
ACCEPTED = Key(
    Many(TEXT, 1, or_one=True),
    "the right answer, or a list of accepted ones, best first; code in backticks",
)
SHUFFLE = Key(
    Is(bool),
    "true or false: whether the choices may be shuffled, as they are unless said",
    True,
)
REASONS = Key(
    OrNull(Many(OrNull(TEXT))), "a reason for each choice, null where there is none", None
)
WRONG = Key(Many(WholeChoice()), 'known wrong answers, each as {"text": …, "why": …}', [])

COMMON = {
    "id": Key(
        OrNull(Line(80, KEBAB)),
        "a name in kebab-case, as in the-broker-waits, that is never changed",
        None,
    ),
    "q": Key(TEXT, "the question, Markdown: a text or a list of lines"),
    "explain": Key(OrNull(TEXT), "the explanation shown after answering, Markdown", None),
    "hint": Key(
        Many(TEXT, or_one=True), "a hint, or a list of hints shown one after the other", []
    ),
    "see": Key(
        OrNull(NAME), "the anchor of the section that teaches it, as in the-broker-waits", None
    ),
    "tests": Key(OrNull(NAME), "the id of the chapter's objective that it tests", None),
    "sample": Key(
        OrNull(NAME), "a file of examples/, or file:section, shown with the question", None
    ),
    "how_sure": Key(
        OrNull(Is(bool)),
        "true or false: whether to ask how sure the reader is, before the check",
        None,
    ),
}


def optional(key: Key) -> Key:
    return Key(OrNull(key.value), key.description, None)


def form(name: str, kind: str, description: str, **keys: Key) -> Form:
    """The form of a kind of question: the keys that every kind takes, and its own."""
    which = Key(Exactly(kind), default="choice" if kind == "choice" else NEEDED)
    return Form(name, description, {**COMMON, "kind": which, **keys})


FORMS: dict[str, Form] = {
    "choice": form(
        "ChoiceQuestion",
        "choice",
        "Pick one, or several where `answer` is a list.",
        choices=CHOICES,
        answer=ANSWER,
        why=REASONS,
        shuffle=SHUFFLE,
    ),
    "output": form(
        "OutputQuestion",
        "output",
        "Predict what the sample prints; its recorded output is the answer.",
        sample=Key(NAME, "a program of examples/ whose output is recorded beside it"),
        choices=optional(CHOICES),
        answer=optional(ANSWER),
        why=REASONS,
        shuffle=SHUFFLE,
        wrong=WRONG,
    ),
    "order": form("OrderQuestion", "order", "Put the steps in order.", steps=STEPS),
    "text": form(
        "TextQuestion",
        "text",
        "Type a short answer; in words, case and white space are forgiven.",
        answer=ACCEPTED,
        wrong=WRONG,
    ),
    "line": form(
        "LineQuestion",
        "line",
        "Point at a line of the sample.",
        sample=Key(NAME, "the file of examples/, or file:section, with that line"),
        choices=CHOICES,
        answer=LINE,
        why=REASONS,
    ),
    "open": form(
        "OpenQuestion",
        "open",
        "Answer in your own words, then compare; never graded.",
        answer=Key(TEXT, "a model answer to compare with, Markdown"),
    ),
}
