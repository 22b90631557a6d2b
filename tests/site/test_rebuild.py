"""A site that is built again after an edit is byte for byte what a build from nothing makes."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from handoff import reads
from handoff.diagnostics import building
from handoff.languages import words
from handoff.rebuild.known import HOOKS
from handoff.rebuild.last import LAST
from tests.mistakes.project import FILES, lay_out, write

pytestmark = pytest.mark.long

ADDRESS = "http://127.0.0.1:8000/"
PAGE = """\
<!doctype html><html lang="{{ config.theme.language }}"><title>{{ page.title }}</title>
{% for each in nav.pages %}<a href="{{ each.url }}">{{ each.title }}</a>{% endfor %}
{{ page.content }} {% for each in page.toc %}{{ each.title }}{% endfor %}
{{ page.next_page.title }} {{ page.meta.description }}
"""
SECOND = (
    FILES["docs/guide/01-tea.md"]
    .split("```lab")[0]
    .replace("Tea and time", "Milk")
    .replace("01-tea/tea.py", "02-milk/milk.py")
    .replace("pot](index.md)", "pot](01-tea.md#tea-steeps-for-three-minutes)")
    .replace("{claim:tea_gets_bitter}", "")
    + "```quiz\nguide/02-milk\n```\n"
)
WORDS = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: de\\n"

msgid "Check your understanding"
msgstr "Prüf dich"

msgid "Link to this section"
msgstr "Link hierher"
"""
CHAPTER, MILK = "docs/guide/01-tea.md", "docs/guide/02-milk.md"


@pytest.fixture
def tea(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A guide of two chapters, of which the second links to the first; in German."""
    project = tmp_path / "project"
    lay_out(project)
    theme = "theme: {name: null, custom_dir: theme"
    config = FILES["mkdocs.yml"].replace(theme, f"{theme}, language: de")
    write(project / "mkdocs.yml", config.replace("strict: true", "strict: false"))
    write(project / "theme/main.html", PAGE)
    write(project / "theme/tea.css", "a { color: green }")
    write(project / "languages/de/words.po", WORDS)
    write(project / MILK, SECOND)
    write(project / "docs/guide/more.md", "# More\n\nBitter.{claim:guide/tea_gets_bitter}\n")
    write(project / "docs/other.md", "# More\n\nSour.{claim:guide/tea_gets_bitter}\n")
    write(project / "quizzes/guide/02-milk.json", FILES["quizzes/guide/01-tea.json"])
    write(project / "examples/guide/02-milk/milk.py", FILES["examples/guide/01-tea/tea.py"])
    monkeypatch.chdir(project)
    LAST.forget()
    yield project
    LAST.forget()
    reads.end()
    words.forget()


def again(project: Path) -> dict[str, bytes]:
    """The site as a serving process has it after one more build; address -> bytes."""
    site = project.parent / "served"  # as MkDocs does: nothing that is built lies in the project
    config = load_config(site_dir=str(site), hooks=[HOOKS])
    build(config, serve_url=ADDRESS, dirty=True)
    return content(site)


def from_nothing(project: Path) -> dict[str, bytes]:
    for forget in (words.forget, building.forget, reads.end):
        forget()
    site = project.parent / "site"
    build(load_config(site_dir=str(site)), serve_url=ADDRESS)
    return content(site)


def content(site: Path) -> dict[str, bytes]:
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


def swap(name: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(project: Path) -> None:
        text = (project / name).read_text(encoding="utf-8")
        assert old in text
        write(project / name, text.replace(old, new))

    return edit


def new(name: str, text: str | None = None, like: str = "") -> Callable[[Path], None]:
    return lambda project: write(project / name, text or (project / like).read_text())


def rename(name: str, other: str) -> Callable[[Path], None]:
    return lambda project: (project / name).rename(project / other)


def remove(name: str) -> Callable[[Path], None]:
    return lambda project: (project / name).unlink()


def older(name: str, text: str) -> Callable[[Path], None]:
    """Put a file there that was written long before the one it replaces."""

    def edit(project: Path) -> None:
        write(project / name, text)
        os.utime(project / name, (1, 1))

    return edit


EDITS = {
    "a chapter's text": swap(CHAPTER, "Tea waits in", "Tea stands in"),
    "a heading that another page links to": swap(CHAPTER, "## Tea steeps", "## Tea stays"),
    "a chapter's title": swap(CHAPTER, "title: Tea and time", "title: Tea and hours"),
    "a chapter's objectives": swap(CHAPTER, "say how long tea steeps", "say when tea is done"),
    "a chapter's pieces": swap("docs/guide/index.md", "pot: pot", "pot: kettle"),
    "a mark taken away": swap(CHAPTER, "{claim:tea_gets_bitter}", ""),
    "a replay taken away": swap(CHAPTER, "```replay\nguide/01-tea/cooling\nopen\n```\n", ""),
    "a mistake in a chapter": swap(CHAPTER, "```quiz\nguide/01-tea", "```quiz\nguide/01-te"),
    "a chapter that says what another says": new(MILK, like=CHAPTER),
    "a page that says what another says": swap("docs/other.md", "Sour", "Bitter"),
    "a question": swap("quizzes/guide/01-tea.json", "Mostly hot water", "Hot water"),
    "a question's objective": swap("quizzes/guide/01-tea.json", '"tests": "steep"', '"tests": "x"'),
    "a quiz that is no JSON": swap("quizzes/guide/02-milk.json", "[", ""),
    "a sample": swap("examples/guide/02-milk/milk.py", "bitter", "sour"),
    "a recording": new("examples/guide/01-tea/tea.txt", "sour\n"),
    "a replay's title": swap(
        "examples/guide/01-tea/replays/cooling.json", '"Tea cools"', '"Tea gets cold"'
    ),
    "an experiment": swap("tests/claims/guide/01-tea.py", "nine minutes", "ten minutes"),
    "what an experiment has shown": new(
        "tests/claims/guide/shown.json",
        json.dumps({"tea_gets_bitter": {"1.0": {"on": "2026-11-28", "source": "x"}}}),
    ),
    "the changelog": swap("CHANGELOG.md", "- Milk.", "- Cream."),
    "the site's name": swap("mkdocs.yml", "site_description: Tea", "site_description: Milk"),
    "the navigation": swap("mkdocs.yml", "plugins: []", "plugins: []\nnav: [{Start: index.md}]"),
    "the site's language": swap("mkdocs.yml", "language: de", "language: en"),
    "a template": swap("theme/main.html", "<!doctype html>", "<!doctype html><!-- tea -->"),
    "a style sheet": older("theme/tea.css", "a { color: black }"),
    "the list of words": swap("languages/de/words.po", "Link hierher", "Hierher"),
    "a page more": new("docs/news/more.md", "# More\n\n[Tea](../guide/01-tea.md)\n"),
    "a page renamed": rename("docs/news.md", "docs/novelties.md"),
    "a chapter removed": remove(MILK),
    "nothing": lambda project: None,
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_edit_leaves_what_a_build_from_nothing_makes(tea: Path, edit: Callable[[Path], None]):
    before = again(tea)
    assert before == from_nothing(tea)

    edit(tea)

    assert again(tea) == from_nothing(tea)


def test_edits_in_a_row_leave_it_too(tea: Path):
    again(tea)
    for name in ("a chapter's text", "a question", "a mark taken away", "a page more"):
        EDITS[name](tea)
        again(tea)

    assert again(tea) == from_nothing(tea)


def aged(tea: Path) -> list[Path]:
    """The pages that are served, of 1970: whatever is written now is younger."""
    pages = [*(tea.parent / "served").rglob("*.html")]
    for page in pages:
        os.utime(page, (1, 1))
    return pages


def test_an_edit_of_a_text_writes_no_page_that_does_not_show_it(tea: Path):
    again(tea)
    pages = aged(tea)

    EDITS["a chapter's text"](tea)
    again(tea)

    written = [page for page in pages if page.stat().st_mtime > 1]
    assert [page.parent.name for page in written] == ["01-tea"]


def test_a_site_with_other_plugins_is_built_whole(tea: Path):
    swap("mkdocs.yml", "plugins: []", "plugins: [search]")(tea)
    again(tea)
    pages = aged(tea)

    EDITS["a chapter's text"](tea)
    again(tea)

    assert all(page.stat().st_mtime > 1 for page in pages)
