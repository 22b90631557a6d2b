"""A question put into the text of a quiz file, of which nothing else changes."""

import json

from handoff.quiz.source import walk

INDENT = "  "


def spliced(text: str, index: int, question: dict) -> str:
    """The file with this question in the place of the one there, or after the last one.

    A text that is no list of questions gives a file of this question alone.
    """
    written = json.dumps(question, indent=2, ensure_ascii=False)
    own = written.replace("\n", f"\n{INDENT}")
    spans = spans_of(text)
    if not spans:
        return f"[\n{INDENT}{own}\n]\n"
    if index < len(spans):
        start, end = spans[index]
        return text[:start] + own + text[end:]
    end = spans[-1][1]
    return f"{text[:end]},\n{INDENT}{own}{text[end:]}"


def spans_of(text: str) -> list[tuple[int, int]]:
    """Where each question of the file starts and ends."""
    try:
        if not isinstance(json.loads(text), list):
            return []
    except (ValueError, RecursionError):
        return []
    starts = (entry.value for entry in walk(text) if len(entry.pointer) == 1)
    return [(start, json.JSONDecoder().raw_decode(text, start)[1]) for start in starts]
