"""The ```experiments fence: every claim of a guide; its experiment is fetched when it is opened.

```experiments
celery
```
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from markupsafe import Markup

from handoff.claims.experiments import Experiment, experiments, page_of, project_files
from handoff.claims.extension import place
from handoff.claims.marks import marks
from handoff.claims.sources import FOLDER, address
from handoff.diagnostics.problem import did_you_mean, quoted
from handoff.fences import Reading
from handoff.guides.guide import guides
from handoff.pages.page import Fence, Page, page
from handoff.templates import render
from handoff.text import inline

Claimed = dict[str, list[Page]]  # slug -> the pages that claim it, in reading order


def read(fence: Fence, on: Page) -> Reading:
    """The guide whose experiments are to be shown."""
    known = [guide.name for guide in guides()]
    if not fence.words:
        message = "this experiments fence names no guide; write its folder in docs/"
        return Reading(problems=[on.at(fence, message)])
    guide = fence.words[0]
    if guide.text not in known:
        message = f"there is no guide {quoted(guide.text)}; {did_you_mean(guide.text, known)}"
        return Reading(problems=[on.at(guide, message)])
    return Reading(guide.text)


def html(guide: str, on: Page) -> str:
    """The experiments, grouped by the page whose sentences they prove."""
    shown_here = experiments(guide)
    claimed = pages_by_claim(guide)
    groups = [
        (heading(page(path)), [shown(each, guide, claimed) for each in found])
        for path, found in groupby(shown_here, key=lambda each: page_of(each.path))
    ]
    assets = "../" * on.name.count("/") + "../" + FOLDER.as_posix()
    files = [path.name for path in project_files(guide)]
    words = {"groups": groups, "number": len(shown_here), "files": files}
    return render("claims/experiments.html", **words, assets=f"{assets}/{guide}")


def heading(of: Page) -> str:
    """`2 · The broker and the worker` for a chapter, the title alone for another page."""
    return f"{of.number} · {of.title}" if of.is_chapter else of.title


def pages_by_claim(guide: str) -> Claimed:
    claimed: Claimed = {}
    for mark in marks(guide):
        found = claimed.setdefault(mark.slug, [])
        if mark.page not in found:
            found.append(mark.page)
    return claimed


def shown(experiment: Experiment, guide: str, claimed: Claimed) -> dict:
    """What the template says of an experiment."""
    control = experiment.control
    return {
        "slug": experiment.slug,
        "sentence": Markup(inline(experiment.sentence)),
        "control": control and Markup(inline(control.sentence)),
        "pages": list(links(experiment.slug, claimed.get(experiment.slug, []))),
        "places": experiment.places,
        "slow": experiment.slow,
        "source": address(experiment.slug),
    }


def links(slug: str, claiming: Iterable[Page]) -> Iterator[tuple[str, str]]:
    """The title of each page that makes the claim, and the way to the place in it."""
    for each in claiming:
        yield each.title, f"../{each.stem}/#{place(slug)}"
