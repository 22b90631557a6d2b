"""mkdocs-quiz: Markdown pages, by https://ewels.github.io/mkdocs-quiz/ and its form before 1.0.

    <quiz>                              <?quiz?>
    Two and two?                        question: Two and two?
    - [x] Four                          answer-correct: Four
    - [ ] Five                          answer: Five
                                        content:
    As ever.                            <p>As ever.</p>
    </quiz>                             <?/quiz?>

A `[[word]]` in the question is a gap to be filled in. Text around the quizzes is the page's.
"""

import re

from handoff.quiz.bring.brought import Brought, outside_code

BEGINS, ENDS = (
    re.compile(r"\s*(<quiz>|<\?quiz\?>)\s*$"),
    re.compile(r"\s*(</quiz>|<\?/quiz\?>)\s*$"),
)
BOX = re.compile(r"\s*[-*+] \[([ xX])\] (.*)")
KEY = re.compile(r"(question|answer-correct|answer|content):\s*(.*)")
GAP = re.compile(r"\[\[(.+?)\]\]")
TAG = re.compile(r"</?(?!quiz)[a-z][^>]*>", re.I)


def read(text: str) -> Brought:
    brought, lines = Brought(), text.splitlines()
    start = None
    for number, (line, open_) in enumerate(zip(lines, outside_code(lines), strict=True)):
        if open_ and BEGINS.match(line):
            start = number
        elif open_ and ENDS.match(line) and start is not None:
            quiz(brought, lines[start + 1 : number], start + 1, "?" in line)
            start = None
    if start is not None:
        brought.lose(start + 1, "a quiz that is never closed")
    return brought


def quiz(brought: Brought, lines: list[str], line: int, old: bool) -> None:
    """One quiz; `line` is that of its opening."""
    q, options, content = (keys if old else boxes)(lines)
    if tag := TAG.search("\n".join([*q, *content, *(text for _, text in options)])):
        brought.lose(line, f"HTML such as {tag[0]} will be shown as text")
    if options:
        marked = [(is_right, {"text": text}) for is_right, text in options]
        brought.add_choice("\n".join(q), marked, line, explain="\n".join(content))
    else:
        gaps(brought, "\n".join([*q]), "\n".join(content), line)


def boxes(lines: list[str]) -> tuple[list[str], list[tuple[bool, str]], list[str]]:
    """Question, (right?, text) of each choice, and what is shown afterwards."""
    q, options, content = [], [], []
    for line, open_ in zip(lines, outside_code(lines), strict=True):
        box = BOX.match(line) if open_ and not content else None
        if box:
            options.append((box[1] != " ", box[2]))
        elif not options:
            q.append(line)
        elif content or line.strip():
            content.append(line)
    return q, options, content


def keys(lines: list[str]) -> tuple[list[str], list[tuple[bool, str]], list[str]]:
    q, options, content, now = [], [], [], None
    for line in lines:
        key = KEY.match(line) if now != "content" else None
        now, words = (key[1], key[2]) if key else (now, line)
        if now == "question" and words.strip():
            q.append(words)
        elif key and now in ("answer", "answer-correct"):
            options.append((now == "answer-correct", words))
        elif now == "content" and words.strip():
            content.append(words)
    return q, options, content


def gaps(brought: Brought, q: str, content: str, line: int) -> None:
    """A text with one gap is a typed answer; content follows a line of ---."""
    q, _, after = q.partition("\n---\n")
    found = GAP.findall(q)
    if len(found) != 1:
        what = f"a text with {len(found)} gaps" if found else "a quiz without choices"
        brought.lose(line, f"{what}; make a question of each answer by hand")
        return
    brought.add(GAP.sub("\\_\\_\\_", q), content or after, kind="text", answer=found[0])
