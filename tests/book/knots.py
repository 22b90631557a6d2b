"""The small guide of tests/machines as a built site: every page with its article in it."""

import json
import re
from pathlib import Path

from markdown import Markdown

from handoff.pages.page import Page, page
from tests.machines import knots

ADDRESS = knots.ADDRESS
LINK = re.compile(r'href="((?:\.\./)*(?:[\w-]+/)?)([\w-]+)\.md(#[\w-]+)?"')
SECOND = """\
---
title: A slip
description: A knot that means to come undone, and when that is what one wants of it.
difficulty: beginner
minutes: 5
objectives:
  know-a-slip: "tell a slip from a knot"
---

See [how a bight is pulled](01-a-bight.md#pull), and [who ties it](https://ropes.example/long/way).
```quiz
knots/02-a-slip
```

The [other guide](../sails/index.md) has more.{claim:a_bight_comes_undone}

```replay
knots/01-a-bight/slip
```
"""
EXPERIMENT = '''\
def test_a_bight_comes_undone():
    """A pull at both ends leaves nothing of a bight. Control: without it the bight stays."""
'''
REPLAY = {
    "title": "A slip",
    "note": "By hand.",
    "claims": [],
    "scenes": ["It is tied", "It is pulled"],
    "films": [
        {
            "name": "rope",
            "title": "The rope",
            "on": "hemp",
            "messages": [],
            "places": {"rope": {"piece": "rope", "title": "the rope"}},
            "steps": [{"at": 0, "counts": {"rope": "bent"}}, {"at": 1, "counts": {"rope": "flat"}}],
        }
    ],
}
DESCRIPTION = "A guide to knots that hold, and to those that come undone when one wants it."
PROOFS = "---\ntitle: Proofs\n---\n\n# Proofs\n\n```experiments\nknots\n```\n"
QUIZ = [{**knots.QUIZ[0], "tests": "know-a-slip"}]
OVERVIEW = knots.OVERVIEW.replace("The guide.", f"{DESCRIPTION}\npieces: {{rope: rope}}")
FILES = {
    "docs/knots/index.md": OVERVIEW,
    "docs/knots/02-a-slip.md": SECOND,
    "docs/knots/experiments.md": PROOFS,
    "quizzes/knots/02-a-slip.json": json.dumps(QUIZ),
    "docs/sails/index.md": "---\ntitle: Sails\n---\n\n# Sails\n",
    "docs/knots/guide.css": """\
:root { --rope: light-dark(#1d5fa8, #7db4f0); }
[data-piece="rope"], .diagram .rope { --piece: var(--rope); }
""",
    "overrides/assets/stylesheets/handoff.css": """\
:root {
  --paper: light-dark(#ffffff, #000000); --ink: light-dark(#102030, #f0f0f0);
  --rule: light-dark(#cccccc, #333333); --soft: light-dark(#555555, #aaaaaa);
  --link: light-dark(#115522, #88dd99); --trap: light-dark(#aa2222, #ff8888);
  --wash: light-dark(#f0f0f0, #202020); --control: light-dark(#888888, #999999);
}
.diagram text { fill: var(--ink); }
.diagram .node rect { fill: color-mix(in srgb, var(--piece, var(--ink)) 50%, var(--paper)); }
""",
    "tests/claims/knots/01-a-bight.py": EXPERIMENT,
    "examples/knots/01-a-bight/replays/slip.py": "def play(stage, film):\n    pass\n",
    "examples/knots/01-a-bight/replays/slip.json": json.dumps(REPLAY),
}


def shelved(folder: Path, address: str = ADDRESS) -> Path:
    """The project in this folder, which has to be the current one; its built site."""
    site = knots.laid(folder, address)
    for name, text in FILES.items():
        knots.write(folder / name, text)
    for source in sorted((folder / "docs").rglob("*.md")):
        if source.stem != "unbuilt":
            publish(page(source), site, address)
    return site


def publish(source: Page, site: Path, address: str) -> None:
    path = source.name.removesuffix("index").strip("/")
    path = f"{path}/" if path else ""
    body = "\n".join(source.text.split("\n")[source.front.lines :])
    article = Markdown(extensions=["pymdownx.superfences", "handoff"]).convert(body)
    up = "../" if source.stem != "index" else ""
    article = LINK.sub(lambda link: f'href="{up}{link[1]}{address_of(link)}"', article)
    head = knots.html(path, address).partition("<body>")[0]
    whole = f"{head}<body><article>{article}</article></body></html>\n"
    knots.write(site / path / "index.html", whole)


def address_of(link: re.Match) -> str:
    name = "" if link[2] == "index" else f"{link[2]}/"
    return name + (link[3] or "")
