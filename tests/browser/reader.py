"""What a reader does with a question, by role and name; the questions are those of docs/authors."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

PAGE = "authors/questions/"
ASKED = {
    "choice": "A view calls",
    "several": "Which of these must a worker",
    "output": "No worker is running",
    "typed": "The same program again",
    "order": "A user signs up",
    "text": "Every worker is down",
    "line": "A sign-up stops",
    "open": "A colleague asks",
}
MARKED = [kind for kind in ASKED if kind != "open"]
WRAP_ALL_TEXT = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts.filter(({ parentNode }) => !parentNode.closest("script, style"))) {
    const font = document.createElement("font");
    text.replaceWith(font);
    font.append(text);
  }
}"""
RIGHT = {
    "choice": ["A message waits"],
    "several": ["The broker", "The code"],
    "output": ["5 PENDING"],
    "typed": "5\nPENDING",
    "text": "The  BROKER",
    "line": ["send_welcome_email.delay"],
    "open": "A thread dies with its process.",
}
STEPS = ["The view saves", "The client enqueues", "A worker takes", "The result backend stores"]


@dataclass
class Question:
    """One question on a page: the group that its text names."""

    kind: str
    group: Locator

    def check(self) -> None:
        self.button("Compare answers" if self.kind == "open" else "Check answer").click()

    def give_up(self) -> None:
        self.button("Show answer").click()

    def button(self, name: str) -> Locator:
        return self.group.get_by_role("button", name=name)

    def says(self, words: str) -> None:
        expect(self.group.get_by_role("status")).to_contain_text(words, use_inner_text=True)

    def is_unmarked(self) -> None:
        """Nothing is said, and no reason told."""
        expect(self.group.get_by_role("status")).to_have_text("", use_inner_text=True)
        assert self.verdicts() == []

    def verdicts(self) -> list[str]:
        """The words right and wrong in the order of the page, the line that sums up included."""
        return self.group.get_by_text(VERDICT).locator("visible=true").all_inner_texts()

    def answer(self, right: bool = True) -> None:
        ANSWERS[self.kind](self.group, right)

    def shows(self, right: bool = True) -> None:
        """The answer stands as `answer` gave it."""
        SHOWN[self.kind](self.group, right)


VERDICT = re.compile(
    r"^(Right\.|Wrong\.|This is right\.|Not this one\.|Not quite\.|Not this time\."
    r"|In the right place\.|Not in its place yet\.|Goes in place \d\.)$"
)


def question(page: Page, kind: str) -> Question:
    return Question(kind, page.get_by_role("group", name=ASKED[kind]))


def questions(page: Page, kinds: Iterable[str]) -> list[Question]:
    return [question(page, kind) for kind in kinds]


def picks(right: list[str], wrong: list[str]) -> tuple[Callable, Callable]:
    def act(group: Locator, is_right: bool) -> None:
        for box in group.get_by_role("checkbox").all():
            box.uncheck()
        for name in right if is_right else wrong:
            choice(group, name).check()

    def shown(group: Locator, is_right: bool) -> None:
        for name in right if is_right else wrong:
            expect(choice(group, name)).to_be_checked()

    return act, shown


def choice(group: Locator, name: str) -> Locator:
    return group.get_by_role("radio", name=name).or_(group.get_by_role("checkbox", name=name))


def types(right: str, wrong: str) -> tuple[Callable, Callable]:
    def act(group: Locator, is_right: bool) -> None:
        group.get_by_role("textbox").fill(right if is_right else wrong)

    def shown(group: Locator, is_right: bool) -> None:
        expect(group.get_by_role("textbox")).to_have_value(right if is_right else wrong)

    return act, shown


def steps(group: Locator) -> list[str]:
    return group.get_by_role("listitem").locator("visible=true").all_inner_texts()


def sort(group: Locator, right: bool) -> None:
    """Move each step up to its place; to the place from behind for a wrong answer."""
    wanted = STEPS if right else STEPS[::-1]
    for place, step in enumerate(wanted):
        for at in range(place_of(group, step), place, -1):
            group.get_by_role("button", name=f"Move up {step}").click()
            expect(group.get_by_role("status")).to_contain_text(f"place {at} of")


def place_of(group: Locator, step: str) -> int:
    """Counted from 0."""
    return next(place for place, text in enumerate(steps(group)) if text.startswith(step))


def sorted_as(group: Locator, right: bool) -> None:
    wanted = STEPS if right else STEPS[::-1]
    expect(group.get_by_role("listitem").locator("visible=true")).to_contain_text(wanted)


HOW = {
    "choice": picks(RIGHT["choice"], ["A thread of"]),
    "several": picks(RIGHT["several"], ["The broker", "The web app's"]),
    "output": picks(RIGHT["output"], ["5 SUCCESS"]),
    "typed": types(RIGHT["typed"], "5\n5"),
    "order": (sort, sorted_as),
    "text": types(RIGHT["text"], "the result backend"),
    "line": picks(RIGHT["line"], ["user.save"]),
    "open": types(RIGHT["open"], ""),
}
ANSWERS = {kind: act for kind, (act, _) in HOW.items()}
SHOWN = {kind: shown for kind, (_, shown) in HOW.items()}
