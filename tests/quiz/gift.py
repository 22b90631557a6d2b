"""A reader of GIFT, written from Moodle's description of the format and not from our writer."""

import re
from dataclasses import dataclass, field

SPECIAL = set("\\~=#{}:n")


@dataclass
class Answer:
    """`weight` is what Moodle would give for it, in percent; `pair` is the match of a matching."""

    text: str
    weight: float
    feedback: str = ""
    pair: str = ""


@dataclass
class Question:
    title: str
    text: str
    category: str
    answers: list[Answer] = field(default_factory=list)
    general: str = ""


def read(content: str) -> list[Question]:
    """Every question of an import file."""
    questions, category = [], ""
    for block in re.split(r"\n\s*\n", content.strip()):
        lines = [line for line in block.split("\n") if not line.startswith("//")]
        if lines[0].startswith("$CATEGORY: "):
            category = lines[0].removeprefix("$CATEGORY: ")
            assert len(lines) == 1
            continue
        questions.append(question("\n".join(lines), category))
    return questions


def question(block: str, category: str) -> Question:
    signs = list(tokens(block))
    assert signs[:2] == [(":", True), (":", True)]
    title, rest = before(signs[2:], "::")
    text, rest = before(rest, "{")
    body, rest = before(rest, "}")
    assert not spelled(rest).strip(), "text after the answers"
    body, _, general = cut(body, "####")
    return Question(
        spelled(title), html(text), category, list(answers(body)), html(general) if general else ""
    )


def tokens(block: str):
    """Each sign, with whether it means something; escaped ones do not."""
    at = 0
    while at < len(block):
        if block[at] == "\\" and block[at + 1 : at + 2] and block[at + 1] in SPECIAL:
            yield ("\n" if block[at + 1] == "n" else block[at + 1]), False
            at += 2
        else:
            yield block[at], True
            at += 1


def before(signs: list, mark: str) -> tuple[list, list]:
    first, found, rest = cut(signs, mark)
    assert found, f"no {mark} in {spelled(signs)}"
    return first, rest


def cut(signs: list, mark: str) -> tuple[list, bool, list]:
    wanted = [(sign, True) for sign in mark]
    for at in range(len(signs)):
        if signs[at : at + len(mark)] == wanted:
            return signs[:at], True, signs[at + len(mark) :]
    return signs, False, []


def answers(body: list):
    starts = [at for at, sign in enumerate(body) if sign in (("=", True), ("~", True))]
    assert not spelled(body[: starts[0]] if starts else body).strip()
    for start, end in zip(starts, [*starts[1:], len(body)], strict=False):
        yield answer(body[start][0], body[start + 1 : end])


def answer(sign: str, signs: list) -> Answer:
    weight = 100.0 if sign == "=" else 0.0
    if signs[0] == ("%", True):
        percent, signs = before(signs[1:], "%")
        weight = float(spelled(percent))
    signs, _, feedback = cut(signs, "#")
    text, _, pair = cut(signs, "->")
    return Answer(html(text), weight, html(feedback) if feedback else "", spelled(pair).strip())


def spelled(signs: list) -> str:
    return "".join(sign for sign, _ in signs)


def html(signs: list) -> str:
    assert not [sign for sign in SPECIAL - {"n"} if (sign, True) in signs], "a sign is not escaped"
    return spelled(signs).strip().removeprefix("[html]")
