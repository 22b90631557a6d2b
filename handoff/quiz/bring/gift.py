"""GIFT, as Moodle and others write it, by https://docs.moodle.org/en/GIFT_format.

// a remark
::a title::Two and two? {
    =Four#The reason
    ~Five
    ####The explanation
}
Grass is green. {T}        The answer is {=four =4}.        Say more. {}
"""

import re
from itertools import pairwise

from handoff.quiz.bring.brought import Brought
from handoff.quiz.bring.markup import escaped, markdown

ESCAPED = set("\\~=#{}:")
REMARK = re.compile(r"\s*(//|$)")
FORMAT = re.compile(r"\[(html|markdown|plain|moodle)\]")
TRUE_OR_FALSE = re.compile(r"(TRUE|T|FALSE|F)(?=\s|#|$)", re.I)
Signs = list[tuple[str, bool]]  # each with whether it means something: an escaped one does not


def read(text: str) -> Brought:
    brought, line = Brought(), 1
    for block in re.split(r"(\n[ \t]*\n)", text.replace("\r\n", "\n")):
        lines = block.split("\n")
        said = [number for number, each in enumerate(lines) if not REMARK.match(each)]
        start = line + said[0] if said else line
        words = "\n".join(lines[number] for number in said).strip()
        line += len(lines) - 1
        if words.startswith("$CATEGORY:"):
            brought.lose(start, f"the category {words.partition(':')[2].strip()}")
        elif words:
            question(brought, list(signs(words)), start)
    return brought


def signs(block: str):
    at = 0
    while at < len(block):
        escape = block[at] == "\\" and block[at + 1 : at + 2]
        if escape and (escape in ESCAPED or escape == "n"):
            yield ("\n" if escape == "n" else escape), False
        else:
            yield block[at], True
        at += 2 if escape and (escape in ESCAPED or escape == "n") else 1


def cut(found: Signs, mark: str) -> tuple[Signs, Signs | None]:
    """What stands before a mark, and after it; None where there is none."""
    wanted = [(sign, True) for sign in mark]
    for at in range(len(found) - len(mark) + 1):
        if found[at : at + len(mark)] == wanted:
            return found[:at], found[at + len(mark) :]
    return found, None


def spelled(found: Signs) -> str:
    return "".join(sign for sign, _ in found)


class Asked:
    """One question while it is read: its text, its format, where it stands."""

    def __init__(self, brought: Brought, found: Signs, line: int) -> None:
        self.brought, self.line = brought, line
        self.title, rest = "", found
        if found[:2] == [(":", True)] * 2:
            title, rest = cut(found[2:], "::")
            self.title = spelled(title).strip()
        before, answers = cut(rest or [], "{")
        inside, after = cut(answers, "}") if answers is not None else ([], None)
        self.answered, self.answers = answers is not None and after is not None, inside
        self.format = "moodle"
        self.q = self.text(before)
        if after and spelled(after).strip():
            self.q = f"{self.q} \\_\\_\\_ {self.text(after)}"

    def text(self, found: Signs) -> str:
        words = spelled(found).strip()
        if own := FORMAT.match(words):
            words = words[own.end() :]
            self.format = own[1]
        if self.format == "markdown":
            return words.strip()
        if self.format == "plain":
            return escaped(words)
        text, lost = markdown(words)
        for tag in lost:
            self.brought.lose(self.line, f"a tag <{tag}>")
        return text

    @property
    def more(self) -> dict:
        return {"name": self.title.rpartition(": ")[2]}


def question(brought: Brought, found: Signs, line: int) -> None:
    asked = Asked(brought, found, line)
    if not asked.answered:
        brought.lose(line, "a text without answers in braces")
        return
    inside, general = cut(asked.answers, "####")
    explain = asked.text(general) if general else ""
    words = spelled(inside).strip()
    if not words:
        answer = explain or "There is no model answer yet."
        brought.add(asked.q, kind="open", answer=answer, **asked.more)
    elif TRUE_OR_FALSE.match(words):
        true_or_false(asked, inside, explain)
    elif words.startswith("#"):
        numeric(asked, words[1:].strip(), explain)
    else:
        listed(asked, list(options(asked, inside)), explain)


def true_or_false(asked: Asked, inside: Signs, explain: str) -> None:
    """The first feedback is for who is wrong, the second for who is right."""
    word, *feedback = parted(inside, "#")
    is_true = spelled(word).strip().upper().startswith("T")
    wrong, right, *_ = [*map(asked.text, feedback), "", ""]
    choices = [
        (is_true, {"text": "True", "why": right if is_true else wrong}),
        (not is_true, {"text": "False", "why": wrong if is_true else right}),
    ]
    asked.brought.add_choice(asked.q, choices, asked.line, explain=explain, **asked.more)


def numeric(asked: Asked, words: str, explain: str) -> None:
    number = words.removeprefix("=").partition("#")[0].strip()
    if not re.fullmatch(r"[+-]?\d+(\.\d+)?(:0)?", number):
        asked.brought.lose(asked.line, "a number with a tolerance or a range")
        return
    answer = number.removesuffix(":0")
    asked.brought.add(asked.q, explain, kind="text", answer=answer, **asked.more)


def parted(found: Signs, mark: str) -> list[Signs]:
    first, rest = cut(found, mark)
    return [first] if rest is None else [first, *parted(rest, mark)]


def weight(found: Signs) -> tuple[float | None, Signs]:
    """The share that %50% in front of an answer gives it, and the answer."""
    percent = re.match(r"\s*%(-?[\d.]+)%", spelled(found))
    try:
        return (float(percent[1]), found[percent.end() :]) if percent else (None, found)
    except ValueError:
        return None, found


def options(asked: Asked, inside: Signs):
    """(sign, share in percent or None, text, plain text, reason, pair) of each answer."""
    starts = [at for at, sign in enumerate(inside) if sign in (("=", True), ("~", True))]
    for start, end in pairwise([*starts, len(inside)]):
        amount, rest = weight(inside[start + 1 : end])
        words, feedback = cut(rest, "#")
        words, pair = cut(words, "->")
        why = asked.text(feedback) if feedback else ""
        pair = spelled(pair).strip() if pair is not None else ""
        yield inside[start][0], amount, asked.text(words), spelled(words).strip(), why, pair


def listed(asked: Asked, found: list, explain: str) -> None:
    if any(pair for *_, pair in found):
        matching(asked, found, explain)
    elif all(sign == "=" for sign, *_ in found):
        typed(asked, found, explain)
    else:
        picked(asked, found, explain)


def matching(asked: Asked, found: list, explain: str) -> None:
    """Steps with their numbers are an order; anything else is not a kind of ours."""
    if [pair for *_, pair in found] != [str(number) for number in range(1, len(found) + 1)]:
        asked.brought.lose(asked.line, "a matching question; ask for an order instead")
        return
    steps = [{"text": text, "why": why} if why else text for _, _, text, _, why, _ in found]
    asked.brought.add(asked.q, explain, kind="order", steps=steps, **asked.more)


def typed(asked: Asked, found: list, explain: str) -> None:
    right, wrong = [], []
    for _, share, _, plain, why, _ in found:
        if share not in (None, 100, 0):
            asked.brought.lose(
                asked.line, f"{share:g} % for “{plain}”: here it would be right or wrong"
            )
        elif share == 0:
            wrong.append({"text": plain, "why": why} if why else {"text": plain})
        else:
            right.append(plain.replace("\\*", "*"))
    if not right:
        asked.brought.lose(asked.line, "a question with no right answer")
        return
    answer = right if len(right) > 1 else right[0]
    asked.brought.add(asked.q, explain, kind="text", answer=answer, wrong=wrong, **asked.more)


def picked(asked: Asked, found: list, explain: str) -> None:
    choices = [
        (sign == "=" or (share or 0) > 0, {"text": text, "why": why})
        for sign, share, text, _, why, _ in found
    ]
    asked.brought.add_choice(asked.q, choices, asked.line, explain=explain, **asked.more)
