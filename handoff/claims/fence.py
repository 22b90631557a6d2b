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
from handoff.chapters import Chapter, ChapterError, chapters, front_matter
from handoff.claims.experiments import Experiment, UnreadableError, experiments
from handoff.claims.extension import place
from handoff.claims.marks import marks_of
from handoff.quiz.text import code, inline

TEMPLATES = Environment(
    loader=PackageLoader("handoff", "claims"), autoescape=select_autoescape(), trim_blocks=True
)
BROKERS = {"valkey": "embedded Valkey", "redis": "Redis", "rabbitmq": "RabbitMQ"}
TESTS = Path("tests") / "claims"
Claimed = dict[str, list[Path]]  # slug -> the pages that claim it, in reading order


def experiments_fence(source, language, css_class, options, md, **_) -> str:
    """The experiments of the guide, grouped by the chapter or page that their file is named for."""
    guide = source.strip()
    try:
        written = {chapter.number: chapter for chapter in chapters(guide)}
        proven = experiments(root() / TESTS)
        claimed = pages_by_claim(guide)
        groups = [
            (name, [shown(each, claimed) for each in found])
            for name, found in groupby(proven, key=lambda each: title(each.path, written, guide))
        ]
    except (UnreadableError, ChapterError) as error:
        raise SuperFencesException(str(error)) from error
    return TEMPLATES.get_template("experiments.html").render(
        groups=groups, number=len(proven), files=dict(common_files())
    )


def common_files() -> Iterator[tuple[str, Markup]]:
    """What every project folder of an experiment holds, unless it writes its own."""
    for path in (root() / TESTS / "tasks.py", root() / TESTS / "notes.py"):
        if path.exists():
            yield path.name, Markup(code(path.read_text(encoding="utf-8"), "python"))


def title(path: Path, written: dict[int, Chapter], guide: str) -> str:
    """test_02_….py belongs to chapter 2, test_09_cheat_sheet.py to the page cheat-sheet."""
    _, number, rest = path.stem.split("_", 2)
    if chapter := written.get(int(number)):
        return f"{chapter.number} · {chapter.meta['title']}"
    page = root() / "docs" / guide / f"{rest.replace('_', '-')}.md"
    return title_of(page) if page.exists() else "Not yet in a chapter"


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
    }


def links(slug: str, pages: Iterable[Path]) -> Iterable[tuple[str, str]]:
    """The title of each page that makes the claim, and the way to the place in it."""
    for path in pages:
        yield title_of(path), f"../{path.stem}/#{place(slug)}"
