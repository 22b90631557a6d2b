"""The `lab` fence: an example that a reader can run, in the page.

    ```lab
    celery/02-the-broker-and-the-worker      the folder in examples/
    tasks.py                                 modules: the program and the worker import them
    program.py                               last: the program
    ```

Its recorded output is program.txt; run.toml's `[record] program = { …, with = ["worker"] }` says
whether a worker runs meanwhile. The HTML is whole without JavaScript: files, output, how to run it.
"""

from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, PackageLoader
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from handoff import root
from handoff.fences import Reading
from handoff.lab.example import Lab, LabError
from handoff.lab.example import read as read_example
from handoff.pages.page import Fence, Page

TEMPLATES = Environment(
    loader=PackageLoader("handoff.lab", "."), autoescape=True, trim_blocks=True, lstrip_blocks=True
)
FORMAT = HtmlFormatter(nowrap=True)


def read(fence: Fence, page: Page) -> Reading:
    """The lab that the fence names, or what is wrong with it."""
    try:
        return Reading(read_example("\n".join(fence.lines), root() / "examples"))
    except (LabError, OSError, ValueError, TypeError) as error:
        return Reading(problems=[page.at(fence, str(error))])


def html(lab: Lab, page: Page | None = None) -> str:
    """One <celery-lab>. Ids hang on the lab's name, so a program stands once on a page."""
    files = [
        {"name": name, "code": coloured(text), "piece": piece(lab, name)}
        for name, text in lab.files.items()
    ]
    key = sha256(lab.name.encode()).hexdigest()[:6]
    template = TEMPLATES.get_template("fence.html")
    return template.render(lab=lab, files=files, key=key, demo=Path(lab.name).parent.as_posix())


def coloured(code: str) -> str:
    return highlight(code, PythonLexer(), FORMAT)


def piece(lab: Lab, name: str) -> str:
    return "client" if name == lab.program else "worker"
