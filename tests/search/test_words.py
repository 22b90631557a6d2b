"""Python and the browser take a text apart into the same words."""

import json
from pathlib import Path

from playwright.sync_api import Page

from handoff.search.words import words

TABLE = json.loads(Path(__file__).with_name("words.json").read_text(encoding="utf-8"))
TEXTS = [text for text, _ in TABLE]


def test_texts_are_taken_apart_as_the_table_says():
    assert [[text, words(text)] for text in TEXTS] == TABLE


def test_the_browser_agrees_with_the_table(mkdocs_site: str, page: Page):
    page.goto(mkdocs_site)
    script = "async ([module, texts]) => texts.map((await import(module)).words)"

    found = page.evaluate(script, [f"{mkdocs_site}assets/javascripts/search/words.js", TEXTS])

    assert [[text, parts] for text, parts in zip(TEXTS, found, strict=True)] == TABLE


def test_the_browser_agrees_on_every_word_of_the_site(mkdocs_site: str, builds, page: Page):
    folder = builds("mkdocs") / "search"
    texts = [
        section[3]
        for file in sorted(folder.rglob("sections-*.json"))
        for section in json.loads(file.read_text(encoding="utf-8"))["sections"]
    ]
    page.goto(mkdocs_site)
    script = "async ([module, texts]) => texts.map((await import(module)).words)"

    found = page.evaluate(script, [f"{mkdocs_site}assets/javascripts/search/words.js", texts])

    assert len(texts) > 300
    assert found == [words(text) for text in texts]
