"""A page as Markdown that needs nothing of ours: no fences of our own, quotes, marks or HTML."""

import re
from collections.abc import Iterator

from handoff.callouts import HAPPENED, WORDS
from handoff.claims import shown
from handoff.claims.experiments import proven
from handoff.claims.extension import SIGN
from handoff.claims.marks import MARK, named
from handoff.machines import fences
from handoff.machines.links import leading
from handoff.machines.questions import Asked
from handoff.pages.links import INLINE, REFERENCE
from handoff.pages.page import Fence, Page
from handoff.paper import live_lines
from handoff.samples.quotes import QUOTE, quoted

CALLOUT = re.compile(r'^(\s*)(?:!!!|\?\?\?\+?)\s+([\w-]+)[^"]*(?:"(.*)")?\s*$')
ATTRIBUTES = re.compile(r"[ \t]*\{:?\s*[.#][^}\n]*\}")
TAG = re.compile(r"</?[a-z][\w-]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
# What is there for scripts alone: elements of ours, and what HTML never shows by itself.
ACTIVE = re.compile(r"<((?:[a-z]+-[a-z-]+)|template|script|style|svg)[\s>]")


def markdown(page: Page, address: str = "") -> str:
    """The whole page; `address` is where people read it."""
    asked = Asked()
    body = "\n".join(tidy(lines(page, asked))).strip()
    title, rest = f"# {page.title}", body
    if body.startswith("# "):
        title, _, rest = body.partition("\n")
    parts = (title, *head(page, address), rest.strip(), asked.answers())
    return "\n\n".join(part for part in parts if part) + "\n"


def head(page: Page, address: str) -> Iterator[str]:
    """What the page says of itself, a paragraph each."""
    if "description" in page.meta:
        yield f"> {page.meta['description']}"
    if address:
        yield f"<{address}>"
    if page.is_chapter and not page.front.faults:
        yield f"{page.meta['difficulty'].capitalize()}, {page.meta['minutes']} minutes."
    if page.objectives:
        promises = "\n".join(f"- {promise}" for promise in page.objectives.values())
        yield f"You will be able to\n\n{promises}"


def lines(page: Page, asked: Asked) -> Iterator[str]:
    """What stands below the front matter, line by line, callouts as block quotes."""
    inside, blank = None, False  # how far a callout's text is indented; whether a line is held back
    for margin, text in blocks(page, asked):
        if inside is not None and text and margin < inside:
            inside = None
            yield ""
        if opening := CALLOUT.match(text):
            inside, blank = margin + 4, True
            yield f"{' ' * margin}> **{called(opening[2], opening[3])}**"
        elif inside is None:
            yield text
        elif not text:
            blank = True
        else:
            yield from quote(text, inside, blank)
            blank = False


def quote(text: str, inside: int, after_blank: bool) -> Iterator[str]:
    margin = " " * (inside - 4)
    if after_blank:
        yield f"{margin}>"
    yield from (f"{margin}> {line[inside:]}" for line in text.split("\n"))


def blocks(page: Page, asked: Asked) -> Iterator[tuple[int, str]]:
    """(its margin, a line of prose or a whole fence, that margin included)."""
    source = page.text.split("\n")
    blank, live = dict(page.prose), live_lines(page.prose)
    opened = {fence.line: fence for fence in page.fences}
    active = ""
    for number, line in enumerate(source, 1):
        if fence := opened.get(number):
            margin = len(line) - len(line.lstrip())
            text = fences.text(fence, page, own(fence, source), asked)
            yield margin, "\n".join(" " * margin + each if each else "" for each in text)
        elif number not in blank or number in live:
            continue
        elif active or (started := ACTIVE.search(blank[number])):
            active = active or started[1]
            active = "" if f"</{active}>" in line else active
        else:
            yield from ((len(t) - len(t.lstrip()), t) for t in prose(line, blank[number], page))


def own(fence: Fence, source: list[str]) -> str:
    """The fence's first line, as its author wrote it."""
    return source[fence.line - 1].strip()


def prose(line: str, blanked: str, page: Page) -> list[str]:
    """`blanked` is the line with its code as blanks, so that code is left as it is."""
    if quotation := QUOTE.match(line):
        return quoted(quotation[1]).split("\n")
    changes = [(*each.span(), f" {sign(each[1], page)}") for each in MARK.finditer(blanked)]
    changes += [(*each.span(), "") for each in ATTRIBUTES.finditer(blanked)]
    changes += [(*each.span(), "") for each in TAG.finditer(blanked)]
    for link in (*INLINE.finditer(blanked), *REFERENCE.finditer(blanked)):
        changes.append((*link.span(1), leading(link[1], page)))
    for start, end, instead in sorted(changes, reverse=True):
        line = line[:start] + instead + line[end:]
    return [] if blanked.strip() and not line.strip() else [line.rstrip()]


def sign(mark: str, page: Page) -> str:
    """As the page has it: a claim that an older version refutes says since when it is true."""
    guide, slug = named(mark, page.guide)
    experiment = proven(guide or "*").get(slug)
    since = shown.since(experiment) if experiment else ""
    return f"{SIGN} since {since}" if since else SIGN


def called(kind: str, title: str | None) -> str:
    word = HAPPENED if kind == "happened" else WORDS.get(kind, kind.capitalize())
    return f"{word}: {title}" if title and title != word else word


def tidy(found: Iterator[str]) -> Iterator[str]:
    """Without the blank lines that what was left out leaves doubled, but for those in fences."""
    before, mark = "", ""
    for line in "\n".join(found).split("\n"):
        bare = line.lstrip("> ")
        if bare.startswith(("```", "~~~")):
            run = re.match(r"`+|~+", bare)[0]
            mark = "" if bare.rstrip() == mark else mark or run
        if line.strip() or before.strip() or mark:
            yield line.rstrip() if not mark else line
        before = line
