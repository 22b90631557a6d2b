"""Questions of a page for paper: choices have letters, answers stand at the end of their chapter.

    Question 2.3  …   a  b  c   Answer         ─►      Answers
    Goal 2.1 (of a lab) …                              2.3  b   why each is right or wrong

What a lab prints is the answer where it asks for a prediction, and goes there as well.
"""

from lxml import html
from lxml.html import HtmlElement
from lxml.html.builder import CLASS, E

from handoff.book import article
from handoff.book.parts import Part
from handoff.languages.words import _
from handoff.machines.questions import LETTERS

ANSWERS = "answers"


def collect(part: Part) -> None:
    """Number the page's questions and goals, and move what answers them to its end."""
    answers = [answered(form, name) for form, name in numbered(part, "quiz__question")]
    answers += [reached(goal, name) for goal, name in numbered(part, "lab__goal")]
    for empty in article.having(part.body, "lab__predict"):
        for hint in article.having(empty, "lab__printed"):
            hint.drop_tree()
    if answers:
        title = E.h2(_("Answers"), id=ANSWERS)
        part.body.append(E.section(CLASS("answers"), title, *answers))


def numbered(part: Part, kind: str) -> list[tuple[HtmlElement, str]]:
    before = f"{part.number}." if part.number else ""
    found = article.having(part.body, kind)
    return [(each, f"{before}{number}") for number, each in enumerate(found, 1)]


# -- a question ---------------------------------------------------------------------------------


def answered(form: HtmlElement, name: str) -> HtmlElement:
    """Make the question one for paper; its answer."""
    place, key = f"question-{name}", first(form, "quiz__key")
    key.drop_tree()
    letters = lettered(form)
    asked = first(form, "quiz__legend")
    asked.insert(0, bold(_("Question {n}", n=name), "question__name"))
    asked[0].tail, asked.text = f" {asked.text or ''}".rstrip(" ") + " ", None
    form.set("id", place)
    answer = E.div(CLASS("answer"), id=f"answer-{name}")
    answer.append(E.p(CLASS("answer__name"), E.a(name, href=f"#{place}"), *right(key, letters)))
    answer.extend(printed(form))
    answer.extend(reasons(key, letters))
    link = E.a(_("Answer"), CLASS("to-answer"), href=f"#answer-{name}")
    form.append(E.p(CLASS("question__answer"), link))
    return answer


def lettered(form: HtmlElement) -> dict[str, str]:
    """Write a letter before each choice, or a line to write on; {a row's number: its letter}."""
    found: dict[str, str] = {}
    for row in [each for each in form.iter("div", "li") if "data-row" in each.attrib]:
        if "quiz__row--typed" in article.classes(row):
            typed(row)
            continue
        letter = found[row.get("data-row")] = LETTERS[len(found)]
        row.insert(0, bold(letter, "letter"))
        row[0].tail, row.text = f" {row.text or ''}", None
    for row in article.having(form, "quiz__row--typed"):
        typed(row)
    return found


def typed(row: HtmlElement) -> None:
    for child in list(row):
        row.remove(child)
    row.set("class", "question__line")
    row.text = "\u00a0"


def right(key: HtmlElement, letters: dict[str, str]) -> list[HtmlElement]:
    """The letters that are right, or of steps their right order."""
    steps = [each for each in key.iter("ol") if each.getparent() is key]
    if steps:
        told = [letters[each.get("data-reason")] for each in numbered_reasons(steps[0])]
    else:
        told = [
            letters[each.get("data-reason")]
            for each in numbered_reasons(key)
            if any(verdict.get("data-verdict") == "right" for verdict in each.iter("b"))
        ]
    return [E.span(f" {', '.join(told)}", CLASS("answer__right"))] if told else []


def numbered_reasons(of: HtmlElement) -> list[HtmlElement]:
    return [each for each in of.iter("div") if (each.get("data-reason") or "").isdigit()]


def reasons(key: HtmlElement, letters: dict[str, str]) -> list[HtmlElement]:
    """Why each choice is right or wrong, by its letter, and then the explanation."""
    ordered = any(each.tag == "ol" for each in key)
    for reason in numbered_reasons(key):
        item = reason.getparent()
        letter = bold(letters[reason.get("data-reason")], "letter")
        if not ordered:  # a choice is there to look up; steps are told again in their order
            item.clear()
            item.append(reason)
        item.insert(0, letter)
        letter.tail, item.text = f" {item.text or ''}" if ordered else " ", None
        if ordered and reason.text_content().strip():
            reason.text = f" — {(reason.text or '').lstrip()}"
        item.getparent().tag, item.getparent().attrib["class"] = "ul", "reasons"
        if not any(each.tag in ("p", "pre", "ul", "ol", "div") for each in reason):
            reason.tag = "span"
    for again in key.iter("a"):
        if again.get("href", "").startswith("#"):
            again.set("class", "reference")
    told = list(key)[1:]  # the first is the word that opens it on the site
    return [each for each in told if each.text_content().strip()]


def printed(form: HtmlElement) -> list[HtmlElement]:
    """What the lab that asks prints, and of its question what the lab shows already."""
    lab = next((each for each in form.iterancestors() if "lab" in article.classes(each)), None)
    if lab is None:
        return []
    shown = "\n".join(each.text_content() for each in article.having(lab, "lab__file"))
    for sample in article.having(form, "highlight"):
        if sample.text_content().strip() in shown:
            sample.drop_tree()
    found = article.having(lab, "lab__results")
    for each in found:
        each.drop_tree()
    return found


# -- a lab's goal -------------------------------------------------------------------------------


def reached(goal: HtmlElement, name: str) -> HtmlElement:
    """Move a goal's hints and solution into an answer."""
    place = f"goal-{name}"
    said = goal[0]
    word = said.find("b")
    if word is not None:
        word.text = _("Goal {n}", n=name) + ":"
    goal.set("id", place)
    helps = article.having(goal, "lab__help")
    answer = E.div(CLASS("answer"), id=f"answer-{place}")
    answer.append(E.p(CLASS("answer__name"), E.a(_("Goal {n}", n=name), href=f"#{place}")))
    for each in helps:
        each.drop_tree()
        answer.append(each)
    link = E.a(_("Hints and a solution"), CLASS("to-answer"), href=f"#answer-{place}")
    goal.append(E.p(CLASS("question__answer"), link))
    return answer


def first(of: HtmlElement, name: str) -> HtmlElement:
    return article.having(of, name)[0]


def bold(text: str, name: str) -> HtmlElement:
    element = html.Element("b")
    element.text = text
    element.set("class", name)
    return element
