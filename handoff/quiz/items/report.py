"""The figures as text: a block a question, suspects first, with the place in its file."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import shorten

from handoff import text
from handoff.diagnostics.problem import Fault
from handoff.quiz.items.measures import Item, change
from handoff.quiz.items.suspects import ENOUGH, reasons
from handoff.quiz.load import Quiz
from handoff.quiz.model import Question

SHOWN = 4  # answers of those that were typed or ordered


@dataclass
class Row:
    """A question of the files with what is known of it as it is worded now, and as it was."""

    place: str
    question: Question
    now: Item | None
    before: list[Item]

    @property
    def suspicions(self) -> list[str]:
        return list(reasons(self.now, self.question)) if self.now else []


def rows(items: dict, quizzes: dict[str, Quiz]) -> list[Row]:
    """Of every question that was tried and still exists; suspects first, then the hardest."""
    revisions: dict[str, list[Item]] = defaultdict(list)
    for (question, _), item in items.items():
        revisions[question].append(item)
    found = []
    for name, quiz in quizzes.items():
        for question in quiz.questions:
            known = revisions.get(f"{name}#{question.id}", [])
            now = next((item for item in known if item.key[1] == question.revision), None)
            before = [item for item in known if item is not now]
            if known:
                found.append(Row(place_of(quiz, question), question, now, before))
    return sorted(found, key=lambda row: (not row.suspicions, row.now.difficulty if row.now else 1))


def place_of(quiz: Quiz, question: Question) -> str:
    return str(quiz.source.problem(Fault((question.index,), question.id))).partition("\n")[0]


def strangers(items: dict, quizzes: dict[str, Quiz]) -> list[str]:
    """`quiz#id` of what was tried and is no question here: of another site, or taken out since."""
    known = {f"{name}#{each.id}" for name, quiz in quizzes.items() for each in quiz.questions}
    return sorted({question for question, _ in items} - known)


def report(rows: list[Row], readers: int, strange: Sequence[str] = ()) -> str:
    lines = [f"{readers} readers, {len(rows)} questions; intervals hold 95 times in 100."]
    suspects = sum(bool(row.suspicions) for row in rows)
    if rows:
        lines.append(f"{suspects} suspect." if suspects else "None suspect.")
    if strange:
        first = ", ".join(shorten(text.printable(each), 70) for each in strange[:SHOWN])
        more = ", …" if strange[SHOWN:] else ""
        lines.append(f"Not counted, because no quiz here has them: {len(strange)} ({first}{more}).")
    for row in rows:
        lines += ["", row.place, *(f"    {line}" for line in block(row))]
    return "\n".join(lines)


def block(row: Row) -> Iterator[str]:
    yield from (f"SUSPECT: {why}" for why in row.suspicions)
    if row.now:
        yield from figures(row.now)
        yield from shares(row.now, row.question)
    else:
        yield "not answered since it was edited"
    for old in row.before:
        low, high = old.interval
        yield f"before an edit: {old.difficulty:.0%} ({low:.0%} to {high:.0%}) of {old.count}"
        if row.now:
            difference, low, high = (100 * each for each in change(old, row.now))
            word = "easier" if low > 0 else "harder" if high < 0 else "no clear change"
            yield f"    {word}: {difference:+.0f} points ({low:+.0f} to {high:+.0f})"


def figures(item: Item) -> Iterator[str]:
    low, high = item.interval
    few = f"; fewer than {ENOUGH}, too few to judge" if item.count < ENOUGH else ""
    yield f"right at first: {item.difficulty:.0%} ({low:.0%} to {high:.0%}) of {item.count}{few}"
    if item.later is not None:
        yield f"right in the end: {item.later:.0%} of {len(item.lasts)} who tried again"
    if known := item.correlation_interval:
        yield f"item-rest correlation: {item.correlation:+.2f} ({known[0]:+.2f} to {known[1]:+.2f})"
    wrong, certain = item.certain
    if certain:
        yield f"certain, but wrong: {wrong} of {certain}"


def shares(item: Item, question: Question) -> Iterator[str]:
    """Who picked what at first; of typed answers and orders, the most frequent ones."""
    for number, choice in enumerate(question.choices):
        mark = "✓" if question.is_right(number) else " "
        share = len(item.picked(number)) / item.count
        yield f"{mark} {share:>4.0%}  {shorten(text.plain(choice.text), 70, placeholder=' …')}"
    if not question.choices:
        for answer, count in item.answers.most_common(SHOWN):
            right = next(first.right for _, first in item.firsts if first.answer == answer)
            yield f"{'✓' if right else ' '} {count / item.count:>4.0%}  {said(answer)}"


def said(answer: tuple[int, ...] | str) -> str:
    """Typed words, or the order that was given to the steps, which count from 1 here."""
    if not isinstance(answer, str):
        return " ".join(str(step + 1) for step in answer)
    return shorten(text.printable(answer), 70, placeholder=" …")
