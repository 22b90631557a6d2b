"""One assessmentItem as a question of ours; what it has besides is told with its line."""

from handoff.quiz.bring.brought import KEBAB, Brought
from handoff.quiz.bring.qti.answers import Declared, declared
from handoff.quiz.bring.qti.tree import (
    FEEDBACK,
    Element,
    is_interaction,
    shown_to,
    words_of,
)

OURS, HINT = "explain", "hint"
LOST = ("templateProcessing", "stylesheet", "infoControl", "printedVariable")
NO_MODEL = "There is no model answer yet."


def item(brought: Brought, root: Element) -> None:
    body = root.find("itemBody")
    interactions = [each for each in root.iter("*") if is_interaction(each)]
    line = root.sourceline
    if root.find("templateDeclaration") is not None:
        brought.lose(line, "a question whose values are drawn anew each time")
    elif body is None or len(interactions) != 1:
        brought.lose(line, f"an item of {len(interactions)} interactions; ask one thing at a time")
    elif interactions[0].tag not in KINDS:
        brought.lose(interactions[0].sourceline, f"a question of type {interactions[0].tag}")
    else:
        for each in root.iter(*LOST):
            brought.lose(each.sourceline, f"<{each.tag}>")
        common = common_parts(brought, root, body, interactions[0])
        answers = declared(root, interactions[0].get("responseIdentifier"))
        KINDS[interactions[0].tag](brought, interactions[0], answers, common)


def common_parts(brought: Brought, root: Element, body: Element, asked: Element) -> dict:
    """What every kind has: the question, its name, explanation and hints."""
    prompt = words_of(brought, asked.find("prompt"))
    q = "\n\n".join(filter(None, [words_of(brought, body), prompt]))
    names = (root.get("title") or "", root.get("identifier") or "")
    found = {"q": q, "name": next((name for name in names if KEBAB.fullmatch(name)), "")}
    found["explain"] = explanation(brought, root, asked)
    hints = []
    for each in shown_to(body, "tutor"):
        if HINT in (each.get("class") or "").split():
            hints.append(words_of(brought, each))
        else:
            brought.lose(each.sourceline, "a note for the tutor")
    found["hint"] = hints if len(hints) > 1 else "".join(hints)
    if asked.tag != "extendedTextInteraction":
        for each in shown_to(body, "scorer"):
            brought.lose(each.sourceline, "a note for the scorer")
    return found


def explanation(brought: Brought, root: Element, asked: Element) -> str:
    """The feedback that is not of one answer; where there are several, they cannot be one text."""
    own = {choice.get("identifier") for choice in asked.iter("simpleChoice", "inlineChoice")}
    rest = [
        each
        for each in root.iter("modalFeedback")
        if each.get("identifier") not in own and not is_of_wrong(each)
    ]
    general = [each for each in rest if each.get("identifier") == OURS] or rest[:1]
    if len(rest) > 1 and not [each for each in rest if each.get("identifier") == OURS]:
        general = []
    for each in rest:
        if each not in general:
            brought.lose(each.sourceline, f"the feedback {each.get('identifier')}")
    return words_of(brought, general[0]) if general else ""


def is_of_wrong(feedback: Element) -> bool:
    return (feedback.get("identifier") or "").startswith("wrong-")


def reason(brought: Brought, owner: Element) -> str:
    """Why a choice is right or wrong: in it, or among the item's feedback under its name."""
    inside = next(owner.iter(*FEEDBACK), None)
    if inside is not None:
        return words_of(brought, inside)
    root = owner.getroottree().getroot()
    named = (
        each
        for each in root.iter("modalFeedback")
        if each.get("identifier") == owner.get("identifier")
    )
    return words_of(brought, next(named, None))


def picked(brought: Brought, asked: Element, answers: Declared, common: dict) -> None:
    choices = list(asked.iter("simpleChoice", "inlineChoice"))
    right = answers.right_choices(brought)
    options = []
    for choice in choices:
        why = reason(brought, choice)
        own = {"text": words_of(brought, choice)} | ({"why": why} if why else {})
        options.append((choice.get("identifier") in right, own))
    before = len(brought.questions)
    brought.add_choice(common.pop("q"), options, asked.sourceline, **common)
    if len(brought.questions) == before:
        return
    made = brought.questions[-1]
    if answers.several and isinstance(made["answer"], int):
        made["answer"] = [made["answer"]]
    if asked.get("shuffle", "false") != "true":
        made["shuffle"] = False
    else:
        for each in (each for each in choices if each.get("fixed") == "true"):
            brought.lose(each.sourceline, "the fixed place of a choice")


def ordered(brought: Brought, asked: Element, answers: Declared, common: dict) -> None:
    by_name = {each.get("identifier"): each for each in asked.iter("simpleChoice")}
    steps = [by_name[name] for name in answers.right if name in by_name]
    if len(steps) < 2 or len(steps) != len(by_name):
        brought.lose(asked.sourceline, "an order of which the right one is not told whole")
        return
    brought.add(**common, kind="order", steps=[words_of(brought, step) for step in steps])


def typed(brought: Brought, asked: Element, answers: Declared, common: dict) -> None:
    right, wrong = answers.typed(brought)
    if not right:
        brought.lose(asked.sourceline, "a question with no right answer")
        return
    answer = right if len(right) > 1 else right[0]
    known = [words | reason_of_typed(brought, asked, at) for at, words in enumerate(wrong)]
    brought.add(**common, kind="text", answer=answer, wrong=known)


def reason_of_typed(brought: Brought, asked: Element, number: int) -> dict:
    root = asked.getroottree().getroot()
    named = (e for e in root.iter("modalFeedback") if e.get("identifier") == f"wrong-{number}")
    why = words_of(brought, next(named, None))
    return {"why": why} if why else {}


def own_words(brought: Brought, asked: Element, answers: Declared, common: dict) -> None:
    notes = shown_to(asked.getroottree().getroot(), "scorer")
    model = "\n\n".join(words_of(brought, note) for note in notes) or "\n\n".join(answers.right)
    brought.add(**common, kind="open", answer=model or NO_MODEL)


KINDS = {
    "choiceInteraction": picked,
    "inlineChoiceInteraction": picked,
    "orderInteraction": ordered,
    "textEntryInteraction": typed,
    "extendedTextInteraction": own_words,
}
