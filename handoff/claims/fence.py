"""The ```experiments fence: every claim of a guide with the source that proves it.

```experiments
celery
```
"""

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, PackageLoader, select_autoescape
from markupsafe import Markup
from pymdownx.superfences import SuperFencesException

from handoff import root
from handoff.chapters import Chapter, ChapterError, chapters, front_matter
from handoff.claims.experiments import Experiment, UnreadableError, experiments
from handoff.claims.extension import place
from handoff.claims.marks import marks_of
from handoff.quiz.text import code, inline

TEMPLATES = Environment(
    loader=PackageLoader("handoff", "claims"), autoescape=select_autoescape(), trim_blocks=True
)
BROKERS = {"valkey": "embedded Valkey", "redis": "Redis", "rabbitmq": "RabbitMQ"}
Claimed = dict[str, list[Path]]  # slug -> the pages that claim it, in reading order


def experiments_fence(source, language, css_class, options, md, **_) -> str:
    """The experiments of the guide, grouped by the chapter whose number their file has."""
    guide = source.strip()
    try:
        written = {chapter.number: chapter for chapter in chapters(guide)}
        proven = experiments(root() / "tests" / "claims")
        claimed = pages_by_claim(guide)
        groups = [
            (title(number, written), [shown(each, claimed) for each in found])
            for number, found in groupby(proven, key=number_of)
        ]
    except (UnreadableError, ChapterError) as error:
        raise SuperFencesException(str(error)) from error
    return TEMPLATES.get_template("experiments.html").render(groups=groups, number=len(proven))


def number_of(experiment: Experiment) -> int:
    return int(experiment.path.name.split("_")[1])


def title(number: int, written: dict[int, Chapter]) -> str:
    return f"{number} · {written[number].meta['title']}" if number in written else f"{number}"


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
    }


def links(slug: str, pages: Iterable[Path]) -> Iterable[tuple[str, str]]:
    """The title of each page that makes the claim, and the way to the place in it."""
    for path in pages:
        meta = front_matter(path, path.read_text(encoding="utf-8"))
        yield meta.get("title", path.stem), f"../{path.stem}/#{place(slug)}"
