"""Which words a text has, so that `retries`, `Retrying` and `retry` are one.

overrides/assets/javascripts/search/words.js does the same; tests/search/words.json holds both to
it. The endings are those of English (after D. Harman, "How effective is suffixing?", 1991, with
-ing and -ed); a word of another language merely keeps more of its forms apart.
"""

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"[^\W_]+")
MARKS = re.compile(r"[\u0300-\u036f]")
VOWEL = re.compile(r"[aeiouy]")
DOUBLED = re.compile(r"([bdgmnprt])\1$")


def words(text: str) -> list[str]:
    """Every word of `text` in order, without case, accents and endings."""
    if not text.isascii():
        text = MARKS.sub("", unicodedata.normalize("NFKD", text))
    return [stem(word) for word in WORD.findall(text.lower())]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    if not word.isascii() or len(word) < 4:
        return word
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        kept = word.removesuffix(ending)
        if kept != word and len(kept) > 2 and VOWEL.search(kept):
            return DOUBLED.sub(r"\1", kept).removesuffix("e")
    return word.removesuffix("e") if len(word) > 4 else word
