"""Why a file is not JSON, in the words of someone who wants to help its author."""

import json
import re

DEEPEST_SHOWN = 20

WORDS = {
    "Expecting ',' delimiter": "a comma is missing before this; add it",
    "Expecting ':' delimiter": 'a colon is missing after the key; write "key": value',
    "Extra data": "the list has ended before this; take the rest out",
    "Unterminated string": 'this text has no closing quote; end it with " on the same line',
    "Invalid \\escape": "a backslash stands alone; write \\\\ for one backslash",
    "Invalid \\uXXXX escape": "\\u takes four hexadecimal digits, as in \\u00e9; write the letter",
    "Invalid control character": (
        "a line break, tab or control character stands inside a text; "
        "write \\n or \\t, or make the text a list of lines"
    ),
    "Illegal trailing comma": "a comma stands after the last item; take it out",
}
NAMES = {"True": "true", "False": "false", "None": "null"}


class ConstantError(ValueError):
    """NaN, Infinity or -Infinity, which Python's json would take."""


def explained(error: Exception, text: str) -> tuple[int, str]:
    """Offset and words for what json raised."""
    if isinstance(error, RecursionError):
        return too_deep(text), "lists or objects nest too deep here; a question needs five levels"
    if isinstance(error, ConstantError):
        return outside_strings(rf"{error}\b", text), f"{error} is no JSON; write a number"
    if not isinstance(error, json.JSONDecodeError):  # int() refuses thousands of digits
        return outside_strings(r"\d{1000}", text), "this number is too long; write a shorter one"
    if not text.strip():
        return 0, 'the file is empty; write a list of questions: [{"q": …, "choices": […]}]'
    offset = min(error.pos, len(text))
    if error.msg.startswith("Invalid control character") and text[offset] == "\0":
        return offset, "a NUL character stands inside a text; take it out"
    if not text[offset:].strip():
        return len(text.rstrip()), "the file ends too early; close what is open with ] or }"
    for start, words in WORDS.items():
        if error.msg.startswith(start):
            return offset, words
    return misplaced(text, offset)


def misplaced(text: str, offset: int) -> tuple[int, str]:
    """A value or key was expected, and something else stands there."""
    before = text[:offset].rstrip()
    rest = text[offset : offset + 40].split(maxsplit=1)
    sign = rest[0]
    if sign[0] in "]}" and before.endswith(","):
        return len(before) - 1, "a comma stands after the last item; take it out"
    if sign[0] in "'‘“”":
        return offset, f'{sign[0]} opens no JSON text; write straight double quotes "'
    if sign.startswith(("//", "/*", "#")):
        return offset, "JSON has no comments; take it out"
    if word := re.match(r"\w+", sign):
        lower = NAMES.get(word[0])
        what = f"write {lower}" if lower else "put text between double quotes"
        return offset, f"{word[0]} is no JSON; {what}"
    return offset, f'{sign[0]!a} does not belong here; write a value, as in "text" or 1'


def too_deep(text: str) -> int:
    """Where brackets first nest deeper than anybody would write."""
    depth = 0
    for token in re.finditer(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[{]|[\]}]', text, re.DOTALL):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
        if depth > DEEPEST_SHOWN:
            return token.start()
    return 0


def outside_strings(pattern: str, text: str) -> int:
    """Where the pattern stands in the text, but not in a quoted string."""
    for token in re.finditer(rf'"[^"\\]*(?:\\.[^"\\]*)*"|({pattern})', text, re.DOTALL):
        if token[1] is not None:
            return token.start()
    return 0


def encoding_fault(content: bytes) -> tuple[int, str] | None:
    """Where, in bytes, the file stops being plain UTF-8."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content[:2]:
        return 0, "the file is UTF-16; save it as UTF-8"
    if content.startswith(b"\xef\xbb\xbf"):
        return 0, "a byte order mark opens the file; save it as UTF-8 without BOM"
    try:
        content.decode()
    except UnicodeDecodeError as error:
        byte = content[error.start]
        return error.start, f"byte 0x{byte:02X} is not UTF-8; save the file as UTF-8"
    return None
