"""The `lab` fence: an example that a reader can run, in the page.

    ```lab
    guide/02-a-chapter      the folder in examples/
    module.py               modules that the program imports
    program.py              last: the program
    ```

Its recorded output is program.txt. The HTML is whole without JavaScript: files, output, how to run
it. What the files are called besides, and what ran meanwhile, the site's subject says.
"""

from hashlib import sha256
from pathlib import Path

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from handoff import root, subject
from handoff.fences import Reading
from handoff.lab.example import Lab, LabError
from handoff.lab.example import read as read_example
from handoff.pages.page import Fence, Page
from handoff.templates import render

NOTE = "Runs Python in this tab. Loads 5 MB, once."
FORMAT = HtmlFormatter(nowrap=True)


def read(fence: Fence, page: Page) -> Reading:
    """The lab that the fence names, or what is wrong with it."""
    try:
        return Reading(read_example("\n".join(fence.lines), root() / "examples"))
    except LabError as error:
        where = fence.words[error.word] if fence.words else fence
        return Reading(problems=error.problems or [page.at(where, str(error))])
    except (OSError, UnicodeDecodeError) as error:
        return Reading(problems=[page.at(fence, f"a file of the lab cannot be read: {error}")])


def html(lab: Lab, page: Page | None = None) -> str:
    """One <code-lab>. Ids hang on the lab's name, so a program stands once on a page."""
    own = subject.part("lab")
    notes = own.file_notes(list(lab.files)) if own else {}
    files = [
        {"name": name, "code": coloured(text), "note": notes.get(name)}
        for name, text in lab.files.items()
    ]
    return render(
        "lab/fence.html",
        lab=lab,
        files=files,
        key=sha256(lab.name.encode()).hexdigest()[:6],
        demo=Path(lab.name).parent.as_posix(),
        caption=own.caption(lab.facts) if own else "",
        note=own.NOTE if own else NOTE,
    )


def coloured(code: str) -> str:
    return highlight(code, PythonLexer(), FORMAT)
