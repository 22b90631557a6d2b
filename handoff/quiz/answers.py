"""When a typed answer equals a written one; overrides/assets/javascripts/answers.js says the same.

    words    the broker        The  Broker                   equal: case does not matter
    code     `propagate=False` propagate = False             equal: only spaces between words count
    code     `propagate=False` propagate=false               different: in code, case matters

An author marks an answer as code with backticks around all of it. A program's output is code
without them. tests/quiz/answers.json is the table that both languages are held to.
"""

import re
import unicodedata

BACKTICKS = re.compile(r"`([^`]+)`")
INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
SPACES = re.compile("[\\s\x1c-\x1f\x85\u180e]+")
NEEDLESS = re.compile(r" (?!\w)|(?<!\w) ")
# What phones and word processors write for the keys of a keyboard.
TYPEWRITER = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼ´′", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–−", "-"),
        "—": "--",
    }
)


def equal(written: str, typed: str, code: bool = False) -> bool:
    """Whether the reader's answer is the author's; `code` where no backticks say so."""
    code = code or is_code(written)
    return normalize_answer(written, code) == normalize_answer(typed, code)


def is_code(written: str) -> bool:
    return bool(BACKTICKS.fullmatch(written.strip()))


def bare(written: str) -> str:
    """The answer without the backticks that mark it as code."""
    marked = BACKTICKS.fullmatch(written.strip())
    return marked[1] if marked else written


def normalize_answer(text: str, code: bool) -> str:
    """What answers have in common when they count as one."""
    text = bare(INVISIBLE.sub("", text)).translate(TYPEWRITER)
    text = SPACES.sub(" ", unicodedata.normalize("NFKC", text)).strip(" ")
    if code:
        return NEEDLESS.sub("", text)
    return unicodedata.normalize("NFKC", text.lower().upper().lower())
