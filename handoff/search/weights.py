"""How much each word says about each section: what a search adds up, made while building.

BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009), with what a section
explains (its terms) beside what it merely says: a term of one word weighs more than one of six.
"""

from collections import Counter, defaultdict
from math import log, sqrt

from handoff.search.page import Page, Section
from handoff.search.words import words

SATURATION, LENGTH = 1.2, 0.6  # BM25's k and b
TERM = 4.0
SCALE = 10  # weights are whole numbers in the files
MOST = 400  # sections a word keeps, the best ones, so that no word's list grows with the site


def weights(pages: list[Page]) -> dict[str, list[tuple[int, int]]]:
    """word → [(number of the section, weight)], sections counted through all pages."""
    placed = [(page, section) for page in pages for section in page.sections]
    counts = [Counter(words(f"{section.heading} {section.text}")) for _, section in placed]
    usual = sum(count.total() for count in counts) / max(len(counts), 1)
    found: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, ((page, section), count) in enumerate(zip(placed, counts, strict=True)):
        terms = _terms(section, page.boost)
        room = SATURATION * (1 - LENGTH + LENGTH * count.total() / usual)
        for word, times in count.items():
            said = times * (SATURATION + 1) / (times + room)
            found[word].append((number, said + terms.get(word, 0)))
    return {word: _best(hits, len(placed)) for word, hits in found.items()}


def _terms(section: Section, boost: float) -> dict[str, float]:
    weight: dict[str, float] = {}
    for term in section.terms:
        parts = words(term)
        for word in parts:
            weight[word] = max(weight.get(word, 0), boost * TERM / sqrt(len(parts)))
    return weight


def _best(hits: list[tuple[int, float]], sections: int) -> list[tuple[int, int]]:
    rare = log(1 + (sections - len(hits) + 0.5) / (len(hits) + 0.5))
    best = sorted(hits, key=lambda hit: -hit[1])[:MOST]
    return sorted((number, max(1, round(SCALE * rare * weight))) for number, weight in best)
