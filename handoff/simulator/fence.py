"""The ```simulator fence: one of the subject's simulators, in the page.

    ```simulator
    name            a file of the subject's folder simulators/, without .html
    ```

The file is a template: the form, the sentence and the table with the answer to what the form says
at first. A page shows each simulator once, because labels hang on names.
"""

from handoff import subject
from handoff.diagnostics.problem import did_you_mean, quoted
from handoff.fences import Reading
from handoff.pages.address import address
from handoff.pages.page import Fence, Page
from handoff.simulator.given import with_given
from handoff.templates import environment

FOLDER = "simulators"
SCRIPT = "assets/javascripts/simulator/element.js"


def names() -> list[str]:
    """What the subject brings."""
    folder = subject.folder(FOLDER)
    return sorted(file.stem for file in folder.glob("*.html")) if folder else []


def read(fence: Fence, page: Page) -> Reading:
    """The name of the simulator, or what is wrong with it."""
    if len(fence.words) != 1:
        return Reading(problems=[page.at(fence, f"a simulator fence holds one name; {known()}")])
    [word] = fence.words
    if word.text in names():
        return Reading(word.text)
    message = f"no simulator is called {quoted(word.text)}; {known(word.text)}"
    return Reading(problems=[page.at(word, message)])


def known(wrong: str = "") -> str:
    return did_you_mean(wrong, names()) or f"write one, as {FOLDER}/NAME.html of the subject"


def html(name: str, page: Page) -> str:
    """A `<page-simulator>` and the script that makes it answer."""
    up = "../" * page.name.count("/")
    return drawn(name) + (f'<script type="module" src="{address(page, up + SCRIPT)}"></script>\n')


def drawn(name: str) -> str:
    """The simulator itself, whole without its script."""
    template = (subject.folder(FOLDER) / f"{name}.html").read_text(encoding="utf-8")
    return with_given(environment().from_string(template).render(name=name))
