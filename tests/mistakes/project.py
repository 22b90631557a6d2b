"""A small sound project on no subject; each case puts one mistake into it."""

import json
from pathlib import Path

CHAPTER = """\
---
title: Tea and time
description: How long tea steeps, and what becomes of it when nobody looks at the clock.
difficulty: beginner
minutes: 5
pieces: [pot]
objectives:
  steep: "say how long tea steeps"
---

Tea waits in the [pot](index.md).{claim:tea_gets_bitter}

## Tea steeps for three minutes

```python title="tea.py"
--8<-- "guide/01-tea/tea.py:steep"
```

```lab
guide/01-tea
tea.py
```

```replay
guide/01-tea/cooling
open
```

!!! happened
    The water took the colour. See [the time](#tea-steeps-for-three-minutes).

```mermaid
flowchart LR
    accTitle: From pot to cup
    accDescr: Tea goes from the pot into the cup.
    pot --> cup
```

```quiz
guide/01-tea
how-long
in-order
```
"""
QUESTIONS = [
    {
        "id": "how-long",
        "q": "You pour after one minute. What do you taste?",
        "choices": [
            {"text": "Mostly hot water", "why": "Right. The leaves have given little so far."},
            {"text": "Strong black tea", "why": "Tempting, because it looks dark, but wait."},
        ],
        "answer": 0,
        "explain": "Leaves take their time.",
        "see": "tea-steeps-for-three-minutes",
        "tests": "steep",
    },
    {
        "id": "in-order",
        "kind": "order",
        "q": "Put making tea in order.",
        "steps": ["Boil the water", "Pour it over the leaves", "Wait three minutes"],
        "explain": "Water first.",
        "tests": "steep",
    },
]
SAMPLE = """\
# --8<-- [start:steep]
def steep(minutes):
    return "bitter" if minutes > 3 else "fine"


# --8<-- [end:steep]

print(steep(9))
"""
REPLAY = """\
{
"title": "Tea cools",
"claims": ["tea_gets_bitter"],
"scenes": ["You pour", "You wait"],
"films": [
  {"name": "open", "title": "Open", "messages": ["tea"], "places": {"cup": {"piece": "cup", "title": "cup"}}, "steps": [
   {"at": 0, "counts": {"cup": "hot"}, "chips": {"cup": [[0, "steams"]]}},
   {"at": 9.5, "say": "It is cold.", "counts": {"cup": "cold"}}]}
]
}
"""  # noqa: E501
RECORDER = """\
TITLE = "Tea cools"
CLAIMS = ["tea_gets_bitter"]
FILMS = {"open": {"title": "Open"}}


def play(stage, film):
    stage.place("cup", "cup", "cup")
    tea = stage.message("tea")
    stage.step("You pour", counts={"cup": "hot"}, chips={"cup": [(tea, "steams")]})
    stage.step("You wait", "It is cold.", counts={"cup": "cold"})
"""
FILES = {
    "mkdocs.yml": """\
site_name: Tea
site_url: http://127.0.0.1:8000/
site_description: Tea, and what becomes of it.
strict: true
plugins: []
theme: {name: null, custom_dir: theme}
markdown_extensions: [pymdownx.superfences, handoff]
validation: {anchors: ignore, not_found: ignore, unrecognized_links: ignore, omitted_files: ignore}
watch: [quizzes, examples, tests/claims, CHANGELOG.md]
""",
    "theme/main.html": "<!doctype html><title>Tea</title><body>{{ page.content }}</body>",
    "CHANGELOG.md": (
        "# What's new\n\n## Unreleased\n\n- Milk.\n\n## 1.1.0 · 2026-03-01\n\n"
        "- [Tea](docs/guide/01-tea.md) cools.\n\n## 1.0.0 · 2026-02-01\n\n- Tea steeps.\n"
    ),
    "docs/news.md": "---\ntitle: News\n---\n\n```changelog\n```\n",
    "docs/index.md": "---\ntitle: Tea\n---\n\n# Tea\n\n[The guide](guide/index.md)\n",
    "docs/guide/index.md": (
        "---\ntitle: The guide\npieces: {pot: pot, cup: cup}\n---\n\n# The guide\n\n"
        "```phases\nguide\n9 · Milk · advanced · When to add milk.\n```\n"
    ),
    "docs/guide/experiments.md": (
        "---\ntitle: Experiments\n---\n\n# Experiments\n\n```experiments\nguide\n```\n"
    ),
    "docs/guide/01-tea.md": CHAPTER,
    "quizzes/guide/01-tea.json": json.dumps(QUESTIONS, indent=2) + "\n",
    "examples/guide/01-tea/tea.py": SAMPLE,
    "examples/guide/01-tea/tea.txt": "bitter\n",
    "examples/guide/01-tea/run.toml": (
        '[processes]\nkettle = "python kettle.py"\n\n[record]\ntea = { run = "python tea.py" }\n'
    ),
    "examples/guide/01-tea/replays/cooling.json": REPLAY,
    "examples/guide/01-tea/replays/cooling.py": RECORDER,
    "tests/claims/guide/01-tea.py": (
        'def test_tea_gets_bitter():\n    """Tea that steeps for nine minutes is bitter."""\n'
        "    assert True\n"
    ),
}


def lay_out(folder: Path) -> None:
    for name, text in FILES.items():
        write(folder / name, text)


def write(path: Path, text: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
