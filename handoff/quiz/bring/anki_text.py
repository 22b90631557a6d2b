"""Notes of Anki as text, by https://docs.ankiweb.net/importing/text-files.html.

    #separator:tab
    #html:true
    front <tab> back

A card has a question and an answer and no wrong choice, so it becomes an open question.
"""

import csv
import re

from handoff.quiz.bring.brought import Brought
from handoff.quiz.bring.markup import escaped, markdown

SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " ", "colon": ":"}
HEADER = re.compile(r"#([a-z ]+):(.*)")
COLUMN = re.compile(r"(guid|tags|deck|notetype) column")
CLOZE = re.compile(r"\{\{c\d+::")
LONGEST = 100_000_000  # characters of a field; the file is in memory already
SILENT = {"separator", "html", "columns"}


def read(text: str) -> Brought:
    brought, lines = Brought(), text.splitlines(keepends=True)
    header, first = headed(brought, lines)
    columns = {key: int(value) for key, value in header.items() if COLUMN.fullmatch(key)}
    named = header.get("separator", "tab").strip().lower()
    csv.field_size_limit(LONGEST)
    rows = csv.reader(lines[first:], delimiter=SEPARATORS.get(named) or named[:1] or "\t")
    line = first + 1
    for row in rows:
        if row and not row[0].startswith("#"):
            fields = [each for place, each in enumerate(row, 1) if place not in columns.values()]
            note(brought, fields, line, header.get("html", "false").strip() == "true")
        line = first + rows.line_num + 1
    return brought


def headed(brought: Brought, lines: list[str]) -> tuple[dict[str, str], int]:
    """What the lines before the notes set, and how many they are."""
    header: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        found = HEADER.match(line)
        if not found:
            return header, number - 1
        key, value = found[1], found[2].strip("\n\r")
        if COLUMN.fullmatch(key) and value.strip().isdigit():
            header[key] = value
            brought.lose(number, f"the column of each {key.removesuffix(' column')}")
        elif key in SILENT:
            header[key] = value
        else:
            brought.lose(number, f"{key}: {value}")
    return header, len(lines)


def note(brought: Brought, fields: list[str], line: int, html: bool) -> None:
    front, back, *others = [*(words(brought, each, line, html) for each in fields), "", ""]
    if CLOZE.search(front):
        brought.lose(line, "a cloze; ask for each gap by itself")
    elif not front or not back:
        brought.lose(line, "a note without a front or a back")
    else:
        brought.add(front, kind="open", answer=back)
        if any(others):
            brought.lose(line, "the fields after front and back")


def words(brought: Brought, field: str, line: int, html: bool) -> str:
    if not html:
        return escaped(field)
    text, lost = markdown(field)
    for tag in lost:
        brought.lose(line, f"a tag <{tag}>")
    return text
