"""`llms.txt`, by https://llmstxt.org: what a program that reads the site finds where.

# The site
> What it is.
## A guide
- [Its first chapter](…/index.md): what it holds
## Optional
- what one looks things up in
"""

from collections.abc import Iterator
from pathlib import Path

from handoff.guides.guide import guides
from handoff.machines.pages import NAME, Built
from handoff.subject import site_setting


def write(site: Path, pages: list[Built]) -> None:
    (site / "llms.txt").write_text("\n".join(lines(site, pages)) + "\n", encoding="utf-8")


def lines(site: Path, pages: list[Built]) -> Iterator[str]:
    yield f"# {site_setting('site_name')}"
    if described := site_setting("site_description"):
        yield from ("", f"> {described}")
    yield from ("", f"Each page has its Markdown beside it, as {NAME}.")
    for guide in guides():
        own = [each for each in pages if each.source.guide == guide.name]
        chapters = [each for each in own if each.source.is_chapter]
        if chapters:
            overview = [each for each in own if each.source.path == guide.overview.path]
            yield from section(guide.title, [*overview, *chapters], site)
    yield from section("Optional", [each for each in pages if is_reference(each)], site)


def is_reference(page: Built) -> bool:
    """No chapter and no overview; of the site's own pages, those that say what they are."""
    source = page.source
    return not source.is_chapter and source.stem != "index" and "description" in source.meta


def section(title: str, pages: list[Built], site: Path) -> Iterator[str]:
    if pages:
        yield from ("", f"## {title}", "", *(entry(page, site) for page in pages))


def entry(page: Built, site: Path) -> str:
    described = page.source.meta.get("description", "")
    where = page.address + NAME if page.address else page.markdown.relative_to(site).as_posix()
    return f"- [{page.source.title}]({where}){': ' if described else ''}{described}"
