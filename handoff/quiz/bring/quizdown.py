"""Quizdown: a question a heading, by https://github.com/bonartm/quizdown-js.

# Two and two?
> A hint
The text goes on.
1. [x] Four          numbers with boxes: one is right
    > The reason
- [ ] Five           boxes: any may be right
1. Boil water        numbers alone: to be put in order
"""

import re
from itertools import pairwise

from handoff.quiz.bring.brought import Brought, outside_code

HEADING = re.compile(r"#{1,6} (.*)")
BOX = re.compile(r"\s{0,3}(?:[-*+]|\d+[.)]) \[([ xX])\] (.*)")
STEP = re.compile(r"\s{0,3}\d+[.)] (.*)")
REASON = re.compile(r"\s+> ?(.*)")
HINT = re.compile(r"> ?(.*)")
SETTING = re.compile(r"(\w+):")


def read(text: str) -> Brought:
    brought, lines = Brought(), text.splitlines()
    first = settings(brought, lines)
    open_ = outside_code(lines)
    heads = [at for at in range(first, len(lines)) if open_[at] and HEADING.match(lines[at])]
    for number, line in enumerate(lines[first : heads[0] if heads else None], first + 1):
        if line.strip():
            brought.lose(number, "text before the first question")
    for at, end in pairwise([*heads, len(lines)]):
        question(brought, lines[at:end], at + 1)
    return brought


def settings(brought: Brought, lines: list[str]) -> int:
    """Names what the front matter sets; the number of the line after it."""
    if not lines or lines[0].strip() != "---" or "---" not in lines[1:]:
        return 0
    end = lines.index("---", 1)
    for number, line in enumerate(lines[1:end], 2):
        if found := SETTING.match(line):
            brought.lose(number, f"the setting {found[1]}")
    return end + 1


def question(brought: Brought, lines: list[str], line: int) -> None:
    q, hints, options, steps = [HEADING.match(lines[0])[1]], [], [], []
    for words, open_ in zip(lines[1:], outside_code(lines[1:]), strict=True):
        listed = options or steps
        if open_ and (box := BOX.match(words)):
            options.append((box[1] != " ", {"text": box[2]}))
        elif open_ and (step := STEP.match(words)):
            steps.append({"text": step[1]})
        elif open_ and listed and (reason := REASON.match(words)):
            last = options[-1][1] if options else steps[-1]
            last["why"] = " ".join([last.get("why", ""), reason[1]]).strip()
        elif open_ and not listed and (hint := HINT.match(words)):
            hints.append(hint[1])
        elif (words.strip() and not listed) or not open_:
            q.append(words)
        elif words.strip():
            brought.lose(line, f"text after the choices: {words.strip()}")
    hint = {"hint": " ".join(hints)}
    if options:
        brought.add_choice("\n\n".join(q[:1]) + body(q), options, line, **hint)
    elif len(steps) > 1:
        asked = [step if step.get("why") else step["text"] for step in steps]
        brought.add(q[0] + body(q), kind="order", steps=asked, **hint)
    else:
        brought.lose(line, "a heading without choices or steps")


def body(q: list[str]) -> str:
    return "\n\n" + "\n".join(q[1:]).strip() if q[1:] else ""
