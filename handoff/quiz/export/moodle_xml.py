"""Questions for Moodle in its own XML, by https://docs.moodle.org/en/Moodle_XML_format.

It holds what GIFT holds, and hints. Steps are matched with their numbers, own words are an essay
whose model answer its grader sees, and what is typed is a short answer.
"""

from pathlib import Path

from lxml import etree

from handoff import text
from handoff.quiz.answers import bare, is_code
from handoff.quiz.export import parts
from handoff.quiz.export.gift import share
from handoff.quiz.files import name_of
from handoff.quiz.load import load
from handoff.quiz.model import Choice, Question

NAME = "handoff-moodle.xml"
HTML = {"format": "html"}


def content(quizzes: list[Path]) -> str:
    """The whole import file, a category for each quiz."""
    root = etree.Element("quiz")
    for quiz in quizzes:
        category = etree.SubElement(root, "question", type="category")
        said(category, "category", f"$course$/top/Handoff/{name_of(quiz)}")
        for question in load(quiz):
            root.append(element(question, quiz))
    etree.indent(root)
    return etree.tostring(root, encoding="unicode") + "\n"


def said(parent: etree._Element, tag: str, words: str, **attributes: str) -> etree._Element:
    """A child whose text stands in a <text> of its own, as nearly all do there."""
    child = etree.SubElement(parent, tag, **attributes)
    etree.SubElement(child, "text").text = words
    return child


def plain(parent: etree._Element, **values: object) -> None:
    for tag, value in values.items():
        etree.SubElement(parent, tag).text = str(value)


def element(question: Question, quiz: Path) -> etree._Element:
    kind = kind_of(question)
    found = etree.Element("question", type=kind)
    said(found, "name", f"{name_of(quiz)}: {question.id}")
    said(found, "questiontext", parts.prompt(question, quiz), **HTML)
    said(found, "generalfeedback", parts.explained(question), **HTML)
    plain(found, defaultgrade=1, penalty=0.3333333, hidden=0, idnumber=question.id)
    {"matching": steps, "shortanswer": typed, "essay": essay, "multichoice": picked}[kind](
        found, question
    )
    for hint in question.hints:
        said(found, "hint", text.html(hint), **HTML)
    return found


def kind_of(question: Question) -> str:
    if question.kind == "order":
        return "matching"
    if question.choices:
        return "multichoice"
    return "shortanswer" if question.typed else "essay"


def steps(found: etree._Element, question: Question) -> None:
    plain(found, shuffleanswers="true")
    for number, step in enumerate(question.steps, 1):
        pair = said(found, "subquestion", text.html(step.text), **HTML)
        said(pair, "answer", str(number))


def picked(found: etree._Element, question: Question) -> None:
    shuffled = question.shuffle and question.kind != "line"
    plain(found, single=str(not question.multiple).lower(), shuffleanswers=int(shuffled))
    plain(found, answernumbering="none")
    right, all_ = len(question.answer), len(question.choices)
    for number, choice in enumerate(question.choices):
        is_right = question.is_right(number)
        amount = "100" if is_right else "0"
        if question.multiple:
            amount = share(right) if is_right else f"-{share(all_ - right)}"
        answer(found, parts.answer(question, choice.text), amount, choice, **HTML)


def typed(found: etree._Element, question: Question) -> None:
    """Case counts only where code is typed; * is escaped, for it stands for anything there."""
    plain(found, usecase=int(question.verbatim or any(map(is_code, question.accept))))
    for accepted in question.accept:
        answer(found, written(accepted), "100", Choice(accepted), format="plain_text")
    for wrong in question.wrong:
        answer(found, written(wrong.text), "0", wrong, format="plain_text")


def written(words: str) -> str:
    return text.printable(bare(words)).strip().replace("*", "\\*")


def answer(found: etree._Element, words: str, share_: str, choice: Choice, **format_: str) -> None:
    own = said(found, "answer", words, fraction=share_, **format_)
    said(own, "feedback", parts.reason(choice), **HTML)


def essay(found: etree._Element, question: Question) -> None:
    plain(found, responseformat="editor", responserequired=1, responsefieldlines=10)
    plain(found, attachments=0, attachmentsrequired=0)
    model = question.model_answer or "\n\n".join(question.accept)
    said(found, "graderinfo", text.html(model), **HTML)
