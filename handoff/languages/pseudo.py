"""A language made from English by machine, to test with: åccénted letters, from right to left.

Whatever shows in plain letters on a page in it is in no catalogue. Headings keep their ids, for the
accents fall away where ids are made; code, tags, links and places like {n} stay as they are.
"""

import json
import re
from pathlib import Path

from babel.messages.catalog import Catalog

from handoff.languages import catalogue, theme
from handoff.languages.translation import UNTRANSLATED
from handoff.languages.update import template

CODE = "en-XB"
PLAIN = "abcdefghijklmnoprstuvwxyzABCDEFGHIJKLMNOPRSTUVWXYZ"
ACCENTED = "áḃçḋéḟǵĥíĵķĺḿńóṕŕšťúṽŵẋýžÁḂÇḊÉḞǴĤÍĴĶĹḾŃÓṔŔŠŤÚṼŴẊÝŽ"
LETTERS = str.maketrans(PLAIN, ACCENTED)
KEPT = re.compile(
    r"`+[^`]*`+|\{[^{}]*\}|</?[a-zA-Z][^>]*>|&\w+;|\]\([^)]*\)|\]\[[^\]]*\]|https?://\S+"
    r"|^\s*(?:!!!|\?\?\?)\+? \w+|^\[[^\]]*\]:.*$",
    re.M,
)
FENCE = re.compile(r"^([ \t]*)(```+|~~~+).*?^\1\2[ \t]*$", re.M | re.S)
SAID = re.compile(r"^((?:title|description):\s*|  [a-z0-9-]+:\s*)(.*)$", re.M)  # of a front matter
NAMED = re.compile(r"^(?:leads|pieces): \{.*$", re.M)  # in a guide's front matter
VALUE = re.compile(r'(?<=: )("[^"]*"|[^",{}]+)')
ASKED = ("q", "text", "why", "hint", "explain", "choices", "steps", "wrong", "answer", "model")


def accented(text: str) -> str:
    """The text, all but what is no prose in it."""
    return outside(KEPT, text, lambda part: part.translate(LETTERS))


def outside(kept: re.Pattern, text: str, change) -> str:
    """The text, changed between what the pattern finds."""
    parts, end = [], 0
    for found in kept.finditer(text):
        parts += [change(text[end : found.start()]), found[0]]
        end = found.end()
    return "".join(parts) + change(text[end:])


def words(path: Path) -> None:
    """Write a catalogue in which every message is translated."""
    made = Catalog(locale="en", charset="utf-8")
    for message in template():
        if not message.id:
            continue
        plural = isinstance(message.id, (tuple, list))
        text = tuple(map(accented, message.id)) if plural else accented(message.id)
        made.add(message.id, text)
    for text in theme.english().values():
        made.add(text, accented(text))
    catalogue.write(path, made)


def project(folder: Path) -> None:
    """Put the pages and questions of an edition into it; they then are translated."""
    for path in sorted((folder / "docs").rglob("*.md")):
        text = path.read_text(encoding="utf-8").replace(UNTRANSLATED, "", 1)
        path.write_text(page(text), encoding="utf-8")
    for path in sorted((folder / "quizzes").rglob("[0-9]*.json")):
        path.write_text(quiz(path.read_text(encoding="utf-8")), encoding="utf-8")


def page(text: str) -> str:
    """A page of Markdown; its fences stay, and of its front matter all but what readers read."""
    head, body = "", text
    if text.startswith("---\n") and (end := text.find("\n---\n", 4)) > 0:
        head, body = text[: end + 5], text[end + 5 :]
        head = SAID.sub(lambda line: line[1] + line[2].translate(LETTERS), head)
        head = NAMED.sub(lambda line: VALUE.sub(lambda v: v[0].translate(LETTERS), line[0]), head)
    return head + outside(FENCE, body, accented)


def quiz(text: str) -> str:
    """A quiz file: what a question asks and says, but for code and typed answers."""
    questions = json.loads(text)
    for question in questions:
        exact = question.get("kind") in ("text", "output", "line")  # choices are code, or typed
        for key in (key for key in ASKED if key in question):
            if not exact or key not in ("choices", "answer", "wrong"):
                question[key] = said(question[key])
            elif key != "answer":
                question[key] = [reasoned(each) for each in question[key]]
    return json.dumps(questions, ensure_ascii=False, indent=2)


def reasoned(choice: object) -> object:
    """Only the reason of a choice is prose."""
    if not isinstance(choice, dict) or "why" not in choice:
        return choice
    return choice | {"why": said(choice["why"])}


def said(value: object) -> object:
    match value:
        case str():
            return accented(value)
        case list():
            return [said(each) for each in value]
        case dict():
            return {key: said(each) if key in ASKED else each for key, each in value.items()}
    return value
