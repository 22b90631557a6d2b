"""The ```experiments fence: every claim of a guide; its experiment is fetched when it is opened.

```experiments
guide
```
"""

import re
from collections.abc import Container, Iterable, Iterator
from itertools import groupby
from pathlib import Path

from markupsafe import Markup

from handoff import mending, reads, subject
from handoff.claims import shown, sources
from handoff.claims.experiments import Experiment, experiments, page_of, project_files
from handoff.claims.extension import place
from handoff.claims.marks import marks
from handoff.claims.sources import FOLDER
from handoff.diagnostics.problem import did_you_mean, quoted
from handoff.fences import Reading
from handoff.guides.guide import guides
from handoff.pages.address import address
from handoff.pages.page import Fence, Page, page
from handoff.replay.offers import offers
from handoff.templates import render
from handoff.text import inline, plain

SHEET = "assets/stylesheets/experiments.css"
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
        (heading(page(path)), [summary(each, guide, claimed, on) for each in found])
        for path, found in groupby(shown_here, key=lambda each: page_of(each.path))
    ]
    up = "../" * on.name.count("/")
    folder = f"{up}{FOLDER.as_posix()}/{guide}"
    return render(
        "claims/experiments.html",
        groups=groups,
        number=len(shown_here),
        tried=tried(shown_here),
        files=[
            (path.name, address(on, f"{folder}/{path.name}.html")) for path in project_files(guide)
        ],
        sheet=address(on, f"{up}{SHEET}"),
    )


def heading(of: Page) -> str:
    """`2 · The broker and the worker` for a chapter, the title alone for another page."""
    return f"{of.number} · {of.title}" if of.is_chapter else of.title


def pages_by_claim(guide: str) -> Claimed:
    claimed = reads.asked(_paths_by_claim, guide)
    return {slug: [page(path) for path in paths] for slug, paths in claimed.items()}


def _paths_by_claim(guide: str) -> dict[str, list[Path]]:
    claimed: dict[str, dict[Path, None]] = {}
    for mark in (each for each in marks() if each.guide == guide):
        claimed.setdefault(mark.slug, {})[mark.page.path] = None
    return {slug: [*paths] for slug, paths in claimed.items()}


def summary(experiment: Experiment, guide: str, claimed: Claimed, on: Page) -> dict:
    """What the template says of an experiment."""
    up = "../" * on.name.count("/")
    return {
        "slug": experiment.slug,
        "sentence": Markup(inline(experiment.sentence)),
        "control": experiment.control and control(experiment.control.sentence, claimed),
        "pages": list(links(experiment.slug, claimed.get(experiment.slug, []), on)),
        "replay": replay(experiment, guide, on),
        "places": experiment.places,
        "slow": experiment.slow,
        "issue": mending.issue(mending.CLAIM, experiment.path, experiment.slug),
        "source": address(
            on, f"{up}{FOLDER.as_posix()}/{guide}/{sources.address(experiment.slug)}"
        ),
        "versions": versions(experiment),
    }


def replay(experiment: Experiment, guide: str, on: Page) -> tuple[str, str] | None:
    """The title of the replay that shows it, and the way there; None where there is none."""
    offer = offers(guide).get(experiment.slug)
    if offer is None:
        return None
    up = "../" * on.name.count("/")
    return plain(offer.title), address(on, f"{up}{offer.name}.md#{offer.anchor}")


def control(sentence: str, known: Container[str]) -> Markup:
    """The sentence, in which the name of another experiment leads to that one."""

    def linked(found: re.Match) -> str:
        return f'<a href="#{found[0]}">{found[0]}</a>' if found[0] in known else found[0]

    return Markup(re.sub(r"\w+", linked, inline(sentence)))


def versions(experiment: Experiment) -> str:
    """`Package 5.6.3, 5.7.0`: those on which it held; empty where it was never run."""
    held = [version for version, each in shown.of(experiment).items() if each.holds]
    where = subject.part("claims")
    return f"{where.TITLE} {', '.join(held)}" if held and where else ""


def tried(known: list[Experiment]) -> list[dict]:
    """A row for each version, oldest first: how many held, and links to those that did not."""
    rows: dict[str, dict] = {}
    for experiment in known:
        for version, each in shown.of(experiment).items():
            row = rows.setdefault(version, {"held": 0, "failed": []})
            row["held"] += each.holds
            if not each.holds:
                row["failed"].append((experiment.slug, Markup(inline(experiment.sentence))))
    where = subject.part("claims")
    title = where.TITLE if where else ""
    return [rows[each] | {"version": f"{title} {each}"} for each in sorted(rows, key=shown.order)]


def links(slug: str, claiming: Iterable[Page], on: Page) -> Iterator[tuple[str, str]]:
    """The title of each page that makes the claim, and the way to the place in it."""
    for each in claiming:
        up = "../" * on.name.count("/")
        yield each.title, address(on, f"{up}{each.name}.md#{place(slug)}")
