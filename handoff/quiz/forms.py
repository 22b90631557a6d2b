"""The forms in which authors write questions: what validates files, and what the schema is made of.

Each key's description is shown by editors, and by `check` when the key is missing or wrong.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

LONGEST_TEXT = 10_000  # characters
KEBAB = r"^[a-z0-9]+(-[a-z0-9]+)*$"


def joined(value: object) -> object:
    if isinstance(value, list) and value and all(isinstance(line, str) for line in value):
        return "\n".join(value)
    return value


def as_choice(value: object) -> object:
    return {"text": value} if isinstance(value, str | list) else value


def as_list(value: object) -> object:
    return value if isinstance(value, list) else [value]


Line = Annotated[str, StringConstraints(pattern=r"\S", max_length=LONGEST_TEXT)]
Text = Annotated[Line, BeforeValidator(joined, json_schema_input_type=Line | list[str])]
Name = Annotated[str, StringConstraints(pattern=r"\S", max_length=200)]


class Form(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, defer_build=True)  # till it is used


class Choice(Form):
    """A text, and why it is right or wrong."""

    text: Text = Field(description="what the reader can pick, Markdown: a text or a list of lines")
    why: Text | None = Field(None, description="why this is right or wrong, Markdown")


WrittenChoice = Annotated[
    Choice, BeforeValidator(as_choice, json_schema_input_type=Line | list[str] | Choice)
]
Numbers = Annotated[list[int], BeforeValidator(as_list, json_schema_input_type=int | list[int])]
Texts = Annotated[
    list[Text], BeforeValidator(as_list, json_schema_input_type=Line | list[Line | list[str]])
]
WrongAnswers = Annotated[
    list[Choice], Field(description='known wrong answers, each as {"text": …, "why": …}')
]
Choices = Annotated[
    list[WrittenChoice],
    Field(
        min_length=2,
        max_length=26,
        description='two choices or more, each a text or {"text": …, "why": …}',
    ),
]
Answer = Annotated[
    Numbers, Field(description="the right choice's number, counted from 0, or a list of them")
]
Shuffle = Annotated[
    bool,
    Field(
        description="true or false: whether the choices may be shuffled, as they are unless said"
    ),
]
Reasons = Annotated[
    list[Text | None], Field(description="a reason for each choice, null where there is none")
]


class Common(Form):
    """The keys that every kind takes."""

    id: Annotated[str, StringConstraints(pattern=KEBAB, max_length=80)] | None = Field(
        None, description="a name in kebab-case, as in the-broker-waits, that is never changed"
    )
    q: Text = Field(description="the question, Markdown: a text or a list of lines")
    explain: Text | None = Field(
        None, description="the explanation shown after answering, Markdown"
    )
    hint: Texts = Field(
        default_factory=list, description="a hint, or a list of hints shown one after the other"
    )
    see: Name | None = Field(
        None, description="the anchor of the section that teaches it, as in the-broker-waits"
    )
    tests: Name | None = Field(None, description="the id of the chapter's objective that it tests")
    sample: Name | None = Field(
        None, description="a file of examples/, or file:section, shown with the question"
    )
    how_sure: bool | None = Field(
        None, description="true or false: whether to ask how sure the reader is, before the check"
    )


class ChoiceQuestion(Common):
    """Pick one, or several where `answer` is a list."""

    kind: Literal["choice"] = "choice"
    choices: Choices
    answer: Answer
    why: Reasons | None = None
    shuffle: Shuffle = True


class OutputQuestion(Common):
    """Predict what the sample prints; its recorded output is the answer."""

    kind: Literal["output"]
    sample: Name = Field(description="a program of examples/ whose output is recorded beside it")
    choices: Choices | None = None
    answer: Answer | None = None
    why: Reasons | None = None
    shuffle: Shuffle = True
    wrong: WrongAnswers = Field(default_factory=list)


class OrderQuestion(Common):
    """Put the steps in order."""

    kind: Literal["order"]
    steps: list[WrittenChoice] = Field(
        min_length=2,
        max_length=26,
        description='the steps in the right order, each a text or {"text": …, "why": …}',
    )


class TextQuestion(Common):
    """Type a short answer; in words, case and white space are forgiven."""

    kind: Literal["text"]
    answer: Texts = Field(
        min_length=1,
        description="the right answer, or a list of accepted ones, best first; code in backticks",
    )
    wrong: WrongAnswers = Field(default_factory=list)


class LineQuestion(Common):
    """Point at a line of the sample."""

    kind: Literal["line"]
    sample: Name = Field(description="the file of examples/, or file:section, with that line")
    choices: Choices
    answer: int = Field(description="the number of the line's choice, counted from 0")
    why: Reasons | None = None


class OpenQuestion(Common):
    """Answer in your own words, then compare; never graded."""

    kind: Literal["open"]
    answer: Text = Field(description="a model answer to compare with, Markdown")


FORMS: dict[str, type[Common]] = {
    "choice": ChoiceQuestion,
    "output": OutputQuestion,
    "order": OrderQuestion,
    "text": TextQuestion,
    "line": LineQuestion,
    "open": OpenQuestion,
}
Written = (
    ChoiceQuestion | OutputQuestion | OrderQuestion | TextQuestion | LineQuestion | OpenQuestion
)
