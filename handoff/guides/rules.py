"""What is wrong between the pages of a guide: numbers, the overview, the pieces."""

import re
from collections.abc import Iterator

from handoff.diagnostics.problem import Problem, did_you_mean, found, quoted
from handoff.guides.guide import Guide, guides
from handoff.pages.front_matter import place_of
from handoff.pages.page import Page

ODDLY_NUMBERED = re.compile(r"(\d|\d{3,})-")


def problems(page: Page) -> Iterator[Problem]:
    """What is wrong with the page's place in its guide."""
    if page.guide and (odd := ODDLY_NUMBERED.match(page.path.name)):
        name = f"{int(odd[1]):02d}{page.path.name[len(odd[1]) :]}"
        yield page.problem(1, 1, f"a chapter's number has two digits; rename it to {name}")
    guide = Guide(page.guide)
    if page.guide and page.path == guide.overview.path:
        yield from _base(page, guide)
        yield from _overview(page)
    if not page.is_chapter:
        return
    if not guide.overview.path.is_file():
        message = f"the guide has no overview; write docs/{guide.name}/index.md"
        yield page.problem(1, 1, message)
    twins = [each for each in guide.chapters if each.number == page.number and each is not page]
    if twins and twins[0].path < page.path:
        message = f"{twins[0].path.name} has the number {page.number:02d} already; rename this one"
        yield page.problem(1, 1, message)
    yield from _pieces(page, guide)


def _base(page: Page, guide: Guide) -> Iterator[Problem]:
    if "builds_on" not in page.meta or guide.base:
        return
    others = [each.name for each in guides() if each.name != guide.name and not each.base]
    name = str(page.meta["builds_on"])
    message = f"the guide builds on {quoted(name)}, which is no guide that stands by itself"
    hint = did_you_mean(name, others) or "leave the line out until there is"
    yield page.problem(place_of(page.text, "builds_on")[0] - 1, 1, f"{message}; {hint}")


def _overview(page: Page) -> Iterator[Problem]:
    """What a guide says of itself, where it is of another form than it should be."""
    for key, (fits, form) in OVERVIEW.items():
        if key in page.meta and not fits(page.meta[key]):
            message = f"{key} is {found(page.meta[key])}; write it as in {form}"
            yield page.problem(place_of(page.text, key)[0] - 1, 1, message)
    leads = page.meta.get("leads")
    known = [each.name for each in guides()]
    for name in leads if _is_table(leads) else ():
        if name not in known:
            message = f"there is no guide {quoted(name)} to lead to; {did_you_mean(name, known)}"
            yield page.problem(place_of(page.text, "leads")[0] - 1, 1, message)


def _is_table(value: object) -> bool:
    """Of names and texts, as in {client: the client}."""
    return isinstance(value, dict) and all(
        isinstance(each, str) for each in (*value, *value.values())
    )


OVERVIEW = {
    "order": (lambda value: type(value) is int, "order: 2"),
    "pieces": (_is_table, "pieces: {client: client, backend: result backend}"),
    "leads": (_is_table, 'leads: {another-guide: "when you need retries"}'),
}


def _pieces(page: Page, guide: Guide) -> Iterator[Problem]:
    pieces = page.meta.get("pieces", [])
    where = place_of(page.text, "pieces")[0] - 1, 1
    if not isinstance(pieces, list):
        yield page.problem(*where, "pieces is no list; write it as in pieces: [first, second]")
        return
    named = guide.pieces
    for piece in pieces:
        if not isinstance(piece, str) or piece not in named:
            known = did_you_mean(str(piece)[:100], named) or "its overview names no pieces"
            message = f"the guide has no piece {quoted(str(piece))}; {known}"
            yield page.problem(*where, message)
