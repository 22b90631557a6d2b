"""An edition: the project in another language, page by page translated or not yet."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from handoff.languages import check, switch, translation
from handoff.languages.edition import assemble
from handoff.pages.page import page
from tests.fixtures.site import ROOT

CONFIG = """\
site_name: Knots
site_url: https://knots.example/guide/
theme: {name: material, custom_dir: overrides, font: false}
strict: true
markdown_extensions: [pymdownx.superfences, handoff]
extra: {scope: /, editions: true}
"""
GERMAN = "---\ntitle: Eine Bucht\n---\n\nEine Bucht ist kein Knoten.\n"
WORDS = """\
msgid ""
msgstr ""
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgid "Your progress"
msgstr "Dein Fortschritt"

msgid "This page hasn’t been translated yet."
msgstr "Noch nicht übersetzt."

msgid "Loading …"
msgstr "Lädt …"
"""


@pytest.fixture
def knots(tmp_path: Path, monkeypatch) -> Path:
    """Two pages in English; of the bight there is a German one."""
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    (tmp_path / "overrides").symlink_to(ROOT / "overrides")
    for name, text in {
        "docs/index.md": "# Knots\n\n[A bight](bight.md)\n",
        "docs/bight.md": "---\ntitle: A bight\n---\n\nA bight is no knot.\n",
        "quizzes/none.txt": "",
        "languages/de/words.po": WORDS,
        "languages/de/docs/bight.md": GERMAN,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_it_builds_with_translated_and_english_pages(knots: Path):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    done = subprocess.run(
        command, cwd=assemble("de"), env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    bight = (knots / "site" / "de" / "bight" / "index.html").read_text()
    home = (knots / "site" / "de" / "index.html").read_text()

    assert '<html lang="de"' in bight and "Eine Bucht ist kein Knoten." in bight
    assert 'rel="canonical" href="https://knots.example/guide/de/bight/"' in bight
    assert 'href="../../bight/" hreflang="en" lang="en">English</a>' in bight
    assert '<p lang="en">' not in bight and "Dein Fortschritt" in bight
    assert '<p lang="en"><a href="bight/">' in home and "Noch nicht übersetzt." in home
    assert 'rel="canonical" href="https://knots.example/guide/"' in home
    script = knots / "site" / "de" / "assets" / "javascripts" / "lab.js"
    assert '"Lädt …"' in script.read_text()


def test_the_english_page_leads_to_its_translation(knots: Path):
    bight, home = page(knots / "docs" / "bight.md"), page(knots / "docs" / "index.md")

    assert 'href="../de/bight/" hreflang="de" lang="de">Deutsch</a>' in switch.switch(bight)
    told = switch.alternates(bight, "https://knots.example/guide/bight/")
    assert 'hreflang="de" href="https://knots.example/guide/de/bight/"' in told
    assert 'hreflang="en" href="https://knots.example/guide/bight/"' in told
    assert switch.switch(home) == switch.alternates(home, "https://knots.example/guide/") == ""


def test_check_says_which_translation_has_grown_old(knots: Path):
    translated = knots / "languages" / "de" / "docs" / "bight.md"
    [undated] = check.of_page("de", translated)
    now = translation.fingerprint(knots / "docs" / "bight.md")

    translated.write_text(translated.read_text().replace("---\n\n", f"translates: {now}\n---\n\n"))
    assert list(check.of_page("de", translated)) == []

    (knots / "docs" / "bight.md").write_text("---\ntitle: A bight\n---\n\nA bight is a bend.\n")
    [old] = check.of_page("de", translated)

    assert "docs/bight.md is not said to be its source" in undated.message
    assert str(old).startswith("languages/de/docs/bight.md:3:1: docs/bight.md has changed since")
    assert old.severity == "warning"


def test_a_translation_of_nothing_is_a_mistake(knots: Path):
    (knots / "docs" / "bight.md").unlink()

    [problem] = check.of_page("de", knots / "languages" / "de" / "docs" / "bight.md")

    assert problem.severity == "error" and "there is no docs/bight.md" in problem.message
