"""The words of a text, as far as they say something."""

import re

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
SILENT = frozenset(
    WORD.findall(
        "a an and are as at be been but by can did do does for from had has have how if in "
        "into is it its no not of on one or so than that the their them then there these they "
        "this to was were what when where which while who why will with would you your "
    )
)


def words(markdown: str) -> list[str]:
    """All words, in lower case; those in code count, the markup around them does not."""
    return WORD.findall(markdown.lower())


def telling(markdown: str) -> set[str]:
    """The words that carry meaning."""
    return {word for word in words(markdown) if word not in SILENT}
