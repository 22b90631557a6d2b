"""One question as an assessmentItem: what is right, what is shown, what becomes of an answer."""

from pathlib import Path

from handoff import text
from handoff.quiz.answers import bare, is_code
from handoff.quiz.export import parts
from handoff.quiz.export.qti.elements import QTI, Element, add, root
from handoff.quiz.export.qti.package import identifier, path_of
from handoff.quiz.export.qti.xhtml import blocks, phrases
from handoff.quiz.model import Question

RESPONSE, SCORE, FEEDBACK, EXPLAIN = "RESPONSE", "SCORE", "FEEDBACK", "EXPLAIN"
SHAPES = {"pick": "identifier", "order": "identifier", "type": "string", "open": "string"}
HINT = "hint"  # a class: among the notes for the tutor, this one is a hint of ours


def item(question: Question, quiz: Path) -> Element:
    name = {"identifier": identifier(path_of(question, quiz)), "title": question.id}
    found = root("assessmentItem", QTI, **name, adaptive="false", timeDependent="false")
    declare(found, question)
    body = add(found, "itemBody")
    blocks(add(body, "div"), parts.prompt(question, quiz))
    {"pick": pick, "order": order, "type": type_, "open": open_}[shape(question)](body, question)
    for hint in question.hints:
        blocks(add(body, "rubricBlock", view="tutor", **{"class": HINT}), text.html(hint))
    if model := model_answer(question):
        blocks(add(body, "rubricBlock", view="scorer"), model)
    process(found, question)
    for name, html in feedback(question).items():
        outcome = EXPLAIN if name == EXPLAIN.lower() else FEEDBACK
        shown = {"outcomeIdentifier": outcome, "identifier": name, "showHide": "show"}
        blocks(add(found, "modalFeedback", **shown), html)
    return found


def shape(question: Question) -> str:
    """How it is answered; what has several lines cannot be typed into a line."""
    if question.kind == "order":
        return "order"
    if question.choices:
        return "pick"
    return "type" if question.typed and "\n" not in "".join(question.accept) else "open"


def several(question: Question) -> str:
    return {"order": "ordered"}.get(shape(question), "multiple" if question.multiple else "single")


def model_answer(question: Question) -> str:
    if question.model_answer:
        return text.html(question.model_answer)
    typed = question.accept if shape(question) == "open" else []
    return "".join(parts.as_it_is(bare(words)) for words in typed)


def feedback(question: Question) -> dict[str, str]:
    """HTML by the name that its outcome has: of wrong typed answers, and the explanation."""
    typed = question.wrong if shape(question) == "type" else []
    found = {f"wrong-{number}": parts.reason(each) for number, each in enumerate(typed)}
    found[EXPLAIN.lower()] = parts.explained(question)
    return {name: html for name, html in found.items() if html}


# -- what is right ------------------------------------------------------------------------


def declare(found: Element, question: Question) -> None:
    about = {"cardinality": several(question), "baseType": SHAPES[shape(question)]}
    response = add(found, "responseDeclaration", identifier=RESPONSE, **about)
    if right := right_values(question):
        values = add(response, "correctResponse")
        for value in right:
            add(values, "value", value)
    if shape(question) == "type":
        mapped(response, question)
    outcome(found, SCORE, "float", "single")
    if shape(question) == "pick":
        outcome(found, FEEDBACK, "identifier", several(question))
    elif shape(question) == "type":
        outcome(found, FEEDBACK, "identifier", "single")
    outcome(found, EXPLAIN, "identifier", "single")


def outcome(found: Element, name: str, kind: str, cardinality: str) -> None:
    add(found, "outcomeDeclaration", identifier=name, cardinality=cardinality, baseType=kind)


def right_values(question: Question) -> list[str]:
    match shape(question):
        case "pick":
            return [choice_id(number) for number in question.answer]
        case "order":
            return [choice_id(number) for number in range(len(question.steps))]
        case "type":
            return [typed(question.accept[0])]
    return []


def choice_id(number: int) -> str:
    return f"choice-{number}"


def typed(written: str) -> str:
    return text.printable(bare(written)).strip()


def mapped(response: Element, question: Question) -> None:
    """1 for what is accepted, 0 for the wrong answers that have a reason; case counts in code."""
    mapping = add(response, "mapping", defaultValue="0", lowerBound="0", upperBound="1")
    known = {typed(each): ("1", cases(question, each)) for each in question.accept}
    for wrong in question.wrong:
        known.setdefault(typed(wrong.text), ("0", cases(question, wrong.text)))
    for key, (value, case) in known.items():
        add(mapping, "mapEntry", mapKey=key, mappedValue=value, caseSensitive=case)


def cases(question: Question, written: str) -> str:
    return str(question.verbatim or is_code(written)).lower()


# -- what is shown ------------------------------------------------------------------------


def pick(body: Element, question: Question) -> None:
    shuffled = question.shuffle and question.kind != "line"
    most = "0" if question.multiple else "1"
    about = {"responseIdentifier": RESPONSE, "shuffle": str(shuffled).lower(), "maxChoices": most}
    asked = add(body, "choiceInteraction", **about)
    for number, choice in enumerate(question.choices):
        own = blocks(
            add(asked, "simpleChoice", identifier=choice_id(number)),
            parts.answer(question, choice.text),
        )
        if choice.why:
            shown = {"outcomeIdentifier": FEEDBACK, "showHide": "show"}
            why = add(own, "feedbackInline", identifier=choice_id(number), **shown)
            phrases(why, parts.reason(choice))


def order(body: Element, question: Question) -> None:
    asked = add(body, "orderInteraction", responseIdentifier=RESPONSE, shuffle="true")
    for number, step in enumerate(question.steps):
        blocks(
            add(asked, "simpleChoice", identifier=choice_id(number)),
            parts.answer(question, step.text),
        )


def type_(body: Element, question: Question) -> None:
    length = max(map(len, question.accept))
    line = add(body, "p")
    about = {"responseIdentifier": RESPONSE, "expectedLength": str(length)}
    add(line, "textEntryInteraction", **about)


def open_(body: Element, question: Question) -> None:
    add(body, "extendedTextInteraction", responseIdentifier=RESPONSE, expectedLines="5")


# -- what becomes of an answer --------------------------------------------------------------


def process(found: Element, question: Question) -> None:
    steps = add(found, "responseProcessing")
    match shape(question):
        case "pick" | "order":
            all_or_nothing(steps)
        case "type":
            add(set_(steps, SCORE), "mapResponse", identifier=RESPONSE)
            for number, wrong in enumerate(question.wrong):
                tell_wrong(steps, f"wrong-{number}", wrong.text, question)
    if shape(question) == "pick":
        add(set_(steps, FEEDBACK), "variable", identifier=RESPONSE)
    add(set_(steps, EXPLAIN), "baseValue", EXPLAIN.lower(), baseType="identifier")


def set_(parent: Element, name: str) -> Element:
    return add(parent, "setOutcomeValue", identifier=name)


def all_or_nothing(steps: Element) -> None:
    condition = add(steps, "responseCondition")
    is_right = add(condition, "responseIf")
    both = add(is_right, "match")
    add(both, "variable", identifier=RESPONSE)
    add(both, "correct", identifier=RESPONSE)
    add(set_(is_right, SCORE), "baseValue", "1", baseType="float")
    add(set_(add(condition, "responseElse"), SCORE), "baseValue", "0", baseType="float")


def tell_wrong(steps: Element, name: str, words: str, question: Question) -> None:
    is_this = add(add(steps, "responseCondition"), "responseIf")
    both = add(is_this, "stringMatch", caseSensitive=cases(question, words), substring="false")
    add(both, "variable", identifier=RESPONSE)
    add(both, "baseValue", typed(words), baseType="string")
    add(set_(is_this, FEEDBACK), "baseValue", name, baseType="identifier")
