"""The `lab` fence: an example that a reader can run, in the page.

    ```lab
    guide/02-a-chapter      the folder in examples/
    module.py               modules that the program imports
    program.py              last: the program
    predict: an-id          if there is one: the question of the page's quiz asked before Run
    ```

Its recorded output is program.txt. The HTML is whole without JavaScript: files, output, how to run
it. What the files are called besides, and what ran meanwhile, the site's subject says.
"""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from handoff import root, subject
from handoff.diagnostics.problem import Problem
from handoff.fences import Reading
from handoff.lab.example import Lab, LabError
from handoff.lab.example import read as read_example
from handoff.lab.goals import GoalError
from handoff.languages.words import _, marked
from handoff.pages.page import Fence, Page
from handoff.quiz.files import path_of
from handoff.quiz.lint.cross_references import unknown_questions
from handoff.quiz.lint.fences import predictions
from handoff.quiz.load import read_once
from handoff.quiz.page import html as quiz_html
from handoff.samples.sections import examples_of
from handoff.templates import render
from handoff.text import inline

NOTE = marked("Runs Python in this tab. Loads 5 MB, once.")
FORMAT = HtmlFormatter(nowrap=True)


def read(fence: Fence, page: Page) -> Reading:
    """The lab that the fence names, or what is wrong with it."""
    try:
        lab = read_example("\n".join(fence.lines), root() / "examples")
    except LabError as error:
        where = fence.words[error.word] if fence.words else fence
        return Reading(problems=error.problems or [page.at(where, str(error))])
    except (GoalError, OSError, UnicodeDecodeError) as error:
        return Reading(problems=[page.at(fence, str(error))])
    return Reading(lab, list(wrong_prediction(fence, page)))


def wrong_prediction(fence: Fence, page: Page) -> Iterator[Problem]:
    """What is wrong with the question that the fence names."""
    for named in predictions(page, fence):
        path = path_of(page.name)
        if path is None:
            message = f"this page has no quiz; its questions stand in quizzes/{page.name}.json"
            yield page.at(named.ids[0], message)
        else:
            yield from unknown_questions(page, named, read_once(path))


def prediction(lab: Lab, page: Page) -> str:
    """The question that is asked before the first Run."""
    path = path_of(page.name) if lab.prediction else None
    if path is None:
        return ""
    asked = [one for one in read_once(path).questions if one.id == lab.prediction]
    return quiz_html(page.name, asked, examples_of(path), page)


def html(lab: Lab, page: Page) -> str:
    """One <code-lab>. Ids hang on the lab's name, so a program stands once on a page."""
    own = lab.subject
    notes = own.file_notes(list(lab.files)) if own else {}
    files = [
        {"name": name, "code": coloured(lab.files[name]), "note": notes.get(name)}
        for name in lab.tabs
    ]
    return render(
        "lab/fence.html",
        lab=lab,
        files=files,
        key=sha256(lab.name.encode()).hexdigest()[:6],
        demo=Path(lab.name).parent.as_posix(),
        caption=own.caption(lab.facts) if own else "",
        note=_(own.NOTE if own else plain_note()),
        prediction=prediction(lab, page),
        coloured=coloured,
        inline=inline,
    )


def plain_note() -> str:
    """A lab that is not about the subject loads what the subject's labs load."""
    own = subject.part("lab")
    return own.PLAIN_NOTE if own else NOTE


def coloured(code: str) -> str:
    return highlight(code, PythonLexer(), FORMAT)
