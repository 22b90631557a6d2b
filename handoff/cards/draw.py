"""Draws a title on paper, above a stripe in the colours of a guide."""

import io
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from PIL import Image, ImageDraw, ImageFont

# Lato (SIL Open Font License), which MkDocs carries for one of its own themes.
FONTS = files("mkdocs") / "themes" / "readthedocs" / "css" / "fonts"
NORMAL, BOLD = "lato-normal.woff2", "lato-bold.woff2"
MARGIN, STRIPE = 80, 26  # as are all lengths: for a card of 630 pixels' height
BIGGEST, SMALLEST, STEP = 92, 52, 4
LEADING = 1.18
MISSING = "\uffff"  # no font has it


@dataclass(frozen=True)
class Card:
    """What is on it; colours as in a style sheet, `stripe` from left to right."""

    title: str
    above: str
    below: str
    stripe: tuple[str, ...]
    paper: str = "#fdfcf9"
    ink: str = "#23211d"
    soft: str = "#5c574d"
    size: tuple[int, int] = (1200, 630)

    @property
    def scale(self) -> float:
        return self.size[0] / 1200


def png(card: Card) -> bytes:
    """The same bytes for the same card."""
    image = Image.new("RGB", card.size, card.paper)
    pen = ImageDraw.Draw(image)
    width, height = card.size
    margin = round(MARGIN * card.scale)
    size, lines = fitted(card.title, width - 2 * margin, card.scale)
    top = (height - len(lines) * size * LEADING) / 2 - size * 0.1
    for number, line in enumerate(lines):
        pen.text((margin, top + number * size * LEADING), line, card.ink, font(BOLD, size))
    small = font(NORMAL, round(34 * card.scale))
    pen.text((margin, margin), card.above, card.soft, small)
    foot = height - margin - round((34 + STRIPE) * card.scale)
    pen.text((margin, foot), card.below, card.soft, small)
    strip(pen, card)
    content = io.BytesIO()
    image.quantize(64, Image.Quantize.MAXCOVERAGE).save(content, "PNG", optimize=True)
    return content.getvalue()


def strip(pen: ImageDraw.ImageDraw, card: Card) -> None:
    width, height = card.size
    part = width / len(card.stripe)
    for number, colour in enumerate(card.stripe):
        left, top = round(number * part), height - round(STRIPE * card.scale)
        pen.rectangle((left, top, round((number + 1) * part), height), colour)


def fitted(title: str, width: int, scale: float) -> tuple[int, list[str]]:
    """The biggest letters with which the title takes three lines, or the smallest there are."""
    for size in range(BIGGEST, SMALLEST - 1, -STEP):
        lines = wrapped(title, width, font(BOLD, round(size * scale)))
        if len(lines) <= 3:
            break
    return round(size * scale), lines[:5]


def wrapped(title: str, width: int, letters: ImageFont.FreeTypeFont) -> list[str]:
    lines = [""]
    for word in title.split():
        longer = f"{lines[-1]} {word}".strip()
        if letters.getlength(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def can_draw(text: str) -> bool:
    """Whether the font has all letters of a text: one in another script has no card."""
    empty = bytes(font(BOLD, 40).getmask(MISSING))
    return all(bytes(font(BOLD, 40).getmask(each)) != empty for each in set(text) - {" "})


@cache
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(io.BytesIO((FONTS / name).read_bytes()), size)
