"""The ```experiments fence: every claim of a guide with the source that proves it.

```experiments
celery
```
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, PackageLoader, select_autoescape
from markupsafe import Markup
from pymdownx.superfences import SuperFencesException

from handoff import root
from handoff.claims.experiments import (
    Control,
    Experiment,
    UnreadableError,
    experiments,
    page_of,
    project_files,
)
from handoff.claims.extension import place
from handoff.claims.marks import marks_of
from handoff.guides.chapters import NUMBERED, ChapterError, front_matter
from handoff.text import code, inline

TEMPLATES = Environment(
    loader=PackageLoader("handoff", "claims"), autoescape=select_autoescape(), trim_blocks=True
)
BROKERS = {"valkey": "embedded Valkey", "redis": "Redis", "rabbitmq": "RabbitMQ"}
Claimed = dict[str, list[Path]]  # slug -> the pages that claim it, in reading order


def experiments_fence(source, language, css_class, options, md, **_) -> str:
    """The experiments of the guide, grouped by the chapter or page that their file is named for."""
    guide = source.strip()
    try:
        proven = experiments(guide)
        claimed = pages_by_claim(guide)
        groups = [
            (heading(page), [shown(each, claimed) for each in found])
            for page, found in groupby(proven, key=lambda each: page_of(each.path))
        ]
    except (UnreadableError, ChapterError) as error:
        raise SuperFencesException(str(error)) from error
    return TEMPLATES.get_template("experiments.html").render(
        groups=groups, number=len(proven), files=dict(common_files(guide))
    )


def common_files(guide: str) -> Iterator[tuple[str, Markup]]:
    for path in project_files(guide):
        yield path.name, Markup(code(path.read_text(encoding="utf-8"), "python"))


def heading(page: Path) -> str:
    """`2 · The broker and the worker` for a chapter, the title alone for another page."""
    if not page.exists():
        return "Not yet in a chapter"
    number = NUMBERED.match(page.name)
    return f"{int(number[1])} · {title_of(page)}" if number else title_of(page)


def title_of(page: Path) -> str:
    return front_matter(page, page.read_text(encoding="utf-8")).get("title", page.stem)


def pages_by_claim(guide: str) -> Claimed:
    claimed: Claimed = {}
    for path in sorted((root() / "docs" / guide).glob("*.md")):
        for slug in dict.fromkeys(mark.slug for mark in marks_of(path)):
            claimed.setdefault(slug, []).append(path)
    return claimed


def shown(experiment: Experiment, claimed: Claimed) -> dict:
    """What the template says of an experiment."""
    return {
        "slug": experiment.slug,
        "sentence": Markup(inline(experiment.sentence)),
        "pages": list(links(experiment.slug, claimed.get(experiment.slug, []))),
        "brokers": [BROKERS.get(name, name) for name in experiment.brokers],
        "slow": experiment.slow,
        "file": experiment.path.relative_to(root()).as_posix(),
        "source": Markup(code(experiment.source, "python")),
        "control": experiment.control and control(experiment.control),
    }


def control(of: Control) -> dict:
    return {"sentence": Markup(inline(of.sentence)), "source": Markup(code(of.source, "python"))}


def links(slug: str, pages: Iterable[Path]) -> Iterable[tuple[str, str]]:
    """The title of each page that makes the claim, and the way to the place in it."""
    for path in pages:
        yield title_of(path), f"../{path.stem}/#{place(slug)}"
