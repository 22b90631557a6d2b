"""The ```phases fence: a guide's chapters in order, those not yet written too.

    ```phases
    guide
    9 · Some later chapter · advanced · One line that says what it will hold.
    ```

The first line names the guide's folder in docs/. Written chapters say themselves what they are;
each further line announces one that is still to come, and links nowhere.
"""

from typing import NamedTuple

from handoff.diagnostics.problem import did_you_mean, quoted
from handoff.fences import Reading
from handoff.guides.guide import Guide, guides
from handoff.pages.address import address
from handoff.pages.page import Fence, Page
from handoff.templates import render

PARTS = "number · title · difficulty · one line"


class Phase(NamedTuple):
    number: int
    title: str
    difficulty: str
    line: str
    link: str = ""
    minutes: int = 0


def read(fence: Fence, page: Page) -> Reading:
    """The phases that the fence lists; chapters whose own front matter is wrong are left out."""
    lines = [line.strip() for line in fence.lines if line.strip()]
    if not lines:
        return _refused(page, fence, "this phases fence names no guide; write its folder in docs/")
    known = [guide.name for guide in guides()]
    if lines[0] not in known:
        message = f"there is no guide {quoted(lines[0])}; {did_you_mean(lines[0], known)}"
        return _refused(page, fence.words[0], message)
    chapters = Guide(lines[0]).chapters
    up = "../" * page.name.count("/")
    sound = [each for each in enumerate(chapters, 1) if not each[1].front.faults]
    listed = [phase(*each, f"{up}{lines[0]}/") for each in sound]
    reading = Reading(listed)
    for offset, line in enumerate(fence.lines, 1):
        if line.strip() and line.strip() != lines[0]:
            _announce(reading, page, fence.line + offset, line)
    listed.sort()
    return reading


def html(phases: list[Phase], page: Page) -> str:
    shown = [phase._replace(link=phase.link and address(page, phase.link)) for phase in phases]
    return render("guides/phases.html", phases=shown, guide=page.guide)


def phase(place: int, chapter: Page, folder: str) -> Phase:
    """`folder` is the guide's, from the page that lists the phases."""
    meta = chapter.meta
    said = meta["title"], meta["difficulty"], meta["description"]
    return Phase(place, *said, f"{folder}{chapter.path.name}", meta["minutes"])


def _announce(reading: Reading, page: Page, number: int, line: str) -> None:
    parts = [part.strip() for part in line.split("·")]
    if len(parts) == 4 and parts[0].isdigit():
        reading.value.append(Phase(int(parts[0]), *parts[1:]))
        return
    column = len(line) - len(line.lstrip()) + 1
    message = f"{quoted(line.strip())} announces no phase; write it as {PARTS}"
    reading.problems.append(page.problem(number, column, message))


def _refused(page: Page, where, message: str) -> Reading:
    return Reading(problems=[page.at(where, message)])
