"""What MkDocs calls while `handoff serve` has it build; see handoff/rebuild.

A page that has all it needs is "not modified" to MkDocs, which then neither converts nor writes it.
"""

from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from handoff import reads, templates
from handoff.diagnostics import building
from handoff.languages import words
from handoff.pages import current
from handoff.rebuild import changes
from handoff.rebuild.known import is_known
from handoff.rebuild.last import LAST
from handoff.rebuild.outputs import answer, pages_of


def on_pre_build(config: MkDocsConfig) -> None:
    before, now = LAST.files, changes.states()
    sure = is_known(config) and changes.only_texts(before, now)
    reads.begin(sure)
    current.forget()
    if not sure:
        LAST.forget()
        words.forget()
        templates.forget()
    LAST.files = now
    LAST.theme.remember(config.theme)
    if "handoff" in config.markdown_extensions:
        building.begin()


def on_files(files: Files, config: MkDocsConfig) -> None:
    LAST.outputs.copy_what_changed(files)


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    LAST.nav = nav
    LAST.restored = {each.src_uri for each in pages_of(files) if LAST.pages.restore(each.page)}
    for file in files:
        if file.is_documentation_page():
            file.is_modified = answer(file.src_uri not in LAST.restored)


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> None:
    LAST.pages.begin(page)


def on_page_content(content: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    LAST.pages.end(page, content)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    env.bytecode_cache = LAST.templates
    LAST.outputs.write_what_changed(files, LAST.nav, LAST.restored)
    LAST.outputs.remove_others(files, Path(config.site_dir))


def on_build_error(error: Exception) -> None:
    """The next build makes everything."""
    LAST.forget()
