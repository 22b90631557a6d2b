"""The ```phases fence: a guide's phases in order, those not yet written too.

    ```phases
    celery
    9 · Some later phase · advanced · One line that says what it will hold.
    ```

The first line names the guide's folder in docs/. Written phases come from their chapters' front
matter; each further line announces one that is still to come, and links nowhere.
"""

from typing import NamedTuple

from jinja2 import Environment, PackageLoader, select_autoescape
from pymdownx.superfences import SuperFencesException

from handoff.guides.chapters import Chapter, ChapterError, chapters

TEMPLATES = Environment(
    loader=PackageLoader("handoff.guides", "."), autoescape=select_autoescape(), trim_blocks=True
)


class Phase(NamedTuple):
    number: int
    title: str
    difficulty: str
    line: str
    link: str = ""
    minutes: int = 0


def phases_fence(source, language, css_class, options, md, **_) -> str:
    """The ordered list of the guide's phases."""
    guide, *planned = source.strip().splitlines()
    try:
        written = [phase(chapter) for chapter in chapters(guide.strip())]
    except ChapterError as error:
        raise SuperFencesException(str(error)) from error
    to_come = [announced(line) for line in planned]
    listed = sorted([*written, *to_come])
    return TEMPLATES.get_template("phases.html").render(phases=listed)


def phase(chapter: Chapter) -> Phase:
    meta = chapter.meta
    return Phase(
        chapter.number,
        meta["title"],
        meta["difficulty"],
        meta["description"],
        f"{chapter.path.stem}/",
        meta["minutes"],
    )


def announced(line: str) -> Phase:
    parts = [part.strip() for part in line.split("·")]
    if len(parts) != 4 or not parts[0].isdigit():
        raise SuperFencesException(
            f"phases: '{line}' is not 'number · title · difficulty · one line'; write it so"
        )
    return Phase(int(parts[0]), *parts[1:])
