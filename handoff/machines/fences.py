"""What becomes of each kind of fence in a page's Markdown."""

import re
from collections.abc import Callable

from handoff import fences, root
from handoff.claims.experiments import experiments
from handoff.guides.guide import Guide, guides
from handoff.machines.links import leading
from handoff.machines.questions import Asked, block
from handoff.pages.page import Fence, Page
from handoff.quiz.files import path_of
from handoff.quiz.load import read_once
from handoff.samples.quotes import QUOTE, quoted
from handoff.samples.sections import examples_of

TITLE = re.compile(r'title="([^"]*)"')
ESCAPED = re.compile(r"^(\s*);(-+8<-+)")


def text(fence: Fence, page: Page, opening: str, asked: Asked) -> list[str]:
    """The lines that stand for a fence; `opening` is its first line."""
    if not fence.closed or fence.language not in fences.KINDS:
        return code(fence, opening)
    if fence.language == "mermaid":
        return block("\n".join(unquoted(fence.lines)), "mermaid")
    reading = fences.kind(fence.language).read(fence, page)
    told = TOLD.get(fence.language)
    return told(reading.value, page, asked) if told and not reading.problems else []


def code(fence: Fence, opening: str) -> list[str]:
    """A sample as it is shown, with its title above it."""
    title = TITLE.search(opening)
    above = [f"**{title[1]}**", ""] if title else []
    return above + block("\n".join(unquoted(fence.lines)), fence.language)


def unquoted(lines: list[str]) -> list[str]:
    """With what the lines quote, and without the fence's own margin."""
    margins = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    margin = min(margins, default=0)
    found = []
    for line in lines:
        quote = QUOTE.match(line)
        found += quoted(quote[1]).split("\n") if quote else [ESCAPED.sub(r"\1\2", line[margin:])]
    return found


def quiz(shown, page: Page, asked: Asked) -> list[str]:
    examples = examples_of(path_of(shown.name))
    return apart(asked.ask(question, examples) for question in shown.questions)


def lab(shown, page: Page, asked: Asked) -> list[str]:
    """The program, the modules it imports, what it printed, and what to make it do."""
    parts = [
        [f"**{name}**", "", *block(shown.files[name].rstrip("\n"), "python")] for name in shown.tabs
    ]
    path = path_of(page.name) if shown.prediction else None
    if path:
        wanted = [each for each in read_once(path).questions if each.id == shown.prediction]
        parts += [asked.ask(question, examples_of(path)) for question in wanted]
    output = block(shown.output.rstrip("\n"))
    parts.append([f"Printed by `python {shown.program}`:", "", *output])
    parts += [[f"**Goal:** {goal.text}"] for goal in shown.goals]
    return apart(part for part in parts)


def replay(shown, page: Page, asked: Asked) -> list[str]:
    """Scene by scene, what happened in each film."""
    lines = [f"**Replay: {shown.replay.title}** {shown.replay.note}".rstrip(), ""]
    for number, scene in enumerate(shown.replay.scenes):
        lines.append(f"{number + 1}. {scene}")
        for film in shown.films:
            said = [film.steps[number].say, *fences.kind("replay").state(film, film.steps[number])]
            lines.append(f"    - {film.title}: {' · '.join(filter(None, said))}")
    return lines


def simulator(name: str, page: Page, asked: Asked) -> list[str]:
    return [f"(The page has a simulator here: {name.replace('-', ' ')}.)"]


def listed_guides(listed, page: Page, asked: Asked) -> list[str]:
    up = "../" * page.name.count("/")
    return [
        entry(leading(f"{up}{each.guide.name}/index.md", page), each.guide.overview)
        for each in listed
    ]


def phases(listed, page: Page, asked: Asked) -> list[str]:
    return [
        f"{each.number}. [{each.title}]({leading(each.link, page)}): {each.line}"
        if each.link
        else f"{each.number}. {each.title} (still to come): {each.line}"
        for each in listed
    ]


def entry(link: str, page: Page) -> str:
    described = page.meta.get("description", "")
    return f"- [{page.title}]({link}){': ' if described else ''}{described}"


def proofs(guide: str, page: Page, asked: Asked) -> list[str]:
    return [
        f"- {each.sentence} (`{each.path.relative_to(root()).as_posix()}`, `{each.slug}`)"
        for each in experiments(guide)
    ]


def progress(value, page: Page, asked: Asked) -> list[str]:
    """What a reader can do after each chapter."""
    chapters = ((guide, chapter) for guide in guides() for chapter in Guide(guide.name).chapters)
    return [
        f"- {guide.title}, {chapter.title}: {promise}"
        for guide, chapter in chapters
        for promise in chapter.objectives.values()
    ]


def apart(parts) -> list[str]:
    """Blocks with a blank line between them."""
    found: list[str] = []
    for part in parts:
        found += ["", *part] if found else part
    return found


TOLD: dict[str, Callable[..., list[str]]] = {
    "quiz": quiz,
    "lab": lab,
    "replay": replay,
    "simulator": simulator,
    "guides": listed_guides,
    "phases": phases,
    "experiments": proofs,
    "progress": progress,
}
