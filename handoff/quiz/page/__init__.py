"""Questions as HTML: the templates beside this hold the words and tags, one a response type."""

import json
from functools import cache
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from handoff import mending, root, text
from handoff.pages.page import Page
from handoff.quiz.answers import bare, is_code
from handoff.quiz.model import Question, short_hash
from handoff.samples.sections import Sample
from handoff.subject import setting
from handoff.templates import environment, kept

LANGUAGES = {".py": "python", ".toml": "toml", ".json": "json", ".sh": "bash"}


def html(quiz: str, questions: list[Question], examples: Path, page: Page | None = None) -> str:
    """A `<quiz-check>` with these questions of the quiz file `quiz`, as it stands on that page."""
    template = templates().get_template("quiz/page/quiz.html")
    key = attribute([key_of(question) for question in questions])
    samples = {
        question.id: Sample(examples, question.sample) for question in questions if question.sample
    }
    ways = {"issue": issue, "editor": lambda *of: mending.editor(page, *of) if page else ""}
    return template.render(quiz=quiz, questions=questions, key=key, samples=samples, **ways)


def response_type(question: Question) -> str:
    """How the reader answers: the name of a template here, and of a table in kinds.js."""
    if question.typed:
        return "type"
    return {"order": "order", "open": "open"}.get(question.kind, "pick")


def key_of(question: Question) -> dict:
    """What the browser needs in order to mark; the reasons are in the HTML."""
    key = {"id": question.id, "as": response_type(question), "revision": question.revision}
    if question.tests:
        key["tests"] = question.tests
    match key["as"]:
        case "pick":
            shuffle = question.shuffle and question.kind != "line"
            return key | {"key": question.answer, "shuffle": shuffle}
        case "order":
            return key | {"shuffle": True}
        case "type":
            code = {"code": True} if question.verbatim else {}
            wrong = [choice.text for choice in question.wrong]
            return key | {"accept": question.accept, "wrong": wrong} | code
    return key


def asks_how_sure(question: Question) -> bool:
    """As the question says, else as `extra: {how_sure: true}` of mkdocs.yml does."""
    wanted = setting("how_sure") if question.how_sure is None else question.how_sure
    return bool(wanted) and question.kind != "open"


def attribute(data: object) -> Markup:
    """JSON for an attribute in single quotes, which leaves its own quotes readable."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    written = text.printable(written.replace("&", "&amp;"))
    return Markup(written.replace("'", "&#39;").replace("<", "&lt;").replace(">", "&gt;"))


def prompt(question: Question) -> tuple[Markup, Markup]:
    """The question's first paragraph, for its legend, and what follows it."""
    block = text.html(question.q).strip()
    if not block.startswith("<p>"):
        return Markup(""), Markup(block)
    lead, _, rest = block.removeprefix("<p>").partition("</p>")
    return Markup(lead), Markup(rest)


def lines(sample: Sample) -> list[tuple[str, Markup]]:
    """Each line of a sample: bare, and highlighted."""
    block = code(sample)
    inner = block[block.index("<code>") + 6 : block.rindex("</code>")]
    return list(zip(sample.text.split("\n"), map(Markup, inner.split("\n")), strict=False))


def code(sample: Sample) -> Markup:
    return Markup(text.code(sample.text, LANGUAGES.get(sample.path.suffix, "text")))


def mixed(steps: list) -> list[int]:
    """The numbers of the steps in an order that is not the right one, and always the same."""
    numbers = sorted(range(len(steps)), key=lambda number: short_hash(number, steps[number].text))
    return numbers if numbers != sorted(numbers) else numbers[1:] + numbers[:1]


def inline(markdown: str) -> Markup:
    return Markup(text.inline(markdown))


def block(markdown: str) -> Markup:
    return Markup(text.html(markdown))


def flow(markdown: str) -> Markup:
    """Words as they are, paragraphs and code blocks as blocks."""
    return block(markdown) if "\n" in markdown.strip() else inline(markdown)


def choice_text(choice, question: Question) -> Markup | str:
    """A choice's text: a program's output or source and typed words as they are, else Markdown."""
    if question.verbatim:
        return in_code(choice.text)
    if question.typed:
        return typed(choice.text)
    return flow(choice.text)


def typed(written: str) -> Markup | str:
    """An answer as it is to be typed; code without its backticks."""
    return in_code(bare(written)) if is_code(written) else text.printable(written)


def in_code(words: str) -> Markup:
    return Markup("<code>{}</code>").format(text.printable(words))


def issue(quiz: str, question: str) -> str:
    """Where a reader says what is wrong with a question."""
    return mending.issue(mending.QUESTION, root() / "quizzes" / f"{quiz}.json", question)


@cache
def templates() -> Environment:
    """The one environment, with what only questions need."""
    own = kept(environment().overlay())
    filters = {"inline": inline, "block": block, "flow": flow, "typed": typed}
    own.filters = own.filters | filters | {"text_of": choice_text, "printable": text.printable}
    functions = {"response_type": response_type, "prompt": prompt, "mixed": mixed}
    functions |= {"asks_how_sure": asks_how_sure}
    own.globals = own.globals | functions | {"lines": lines, "code": code}
    return own
