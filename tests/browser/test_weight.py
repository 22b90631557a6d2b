"""What a chapter page loads of ours stays small: JavaScript and CSS, gzip."""

import gzip
from pathlib import Path

ASSETS = Path(__file__).parents[2] / "overrides" / "assets"
ON_A_CHAPTER = [
    *("javascripts/quiz.js", "javascripts/kinds.js", "javascripts/progress.js"),
    *("stylesheets/quiz.css", "stylesheets/handoff.css"),
]


def test_our_scripts_and_styles_on_a_chapter_page_are_at_most_12_kb():
    weights = {name: len(gzip.compress((ASSETS / name).read_bytes(), 9)) for name in ON_A_CHAPTER}

    assert sum(weights.values()) <= 12 * 1024, weights
