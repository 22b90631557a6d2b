"""A small guide with its built site, as a builder would leave it."""

import json
from pathlib import Path

ADDRESS = "https://knots.example/learn/"
CHAPTER = """\
---
title: A bight
description: "A bend in a rope is no knot: what a bight is, and why it slips."
difficulty: beginner
minutes: 5
objectives:
  know-a-bight: "tell a bight from a knot"
---

A bend in the [rope](glossary.md#rope) is a *bight*.{claim:a_bight_comes_undone} Write `{claim:x}`.

Press
**Pull**.
{: .live }

Pull at *both* ends.
{: .paper }

## Pull it { #pull }

!!! trap "It slips"
    Pull, and it is gone.

    ```{ .text .output title="the rope" }
    --8<-- "knots/01-a-bight/pull.txt"
    ```

```mermaid
flowchart LR
    accTitle: A bight
    accDescr: A rope that turns back.
    a --> b
```

```quiz
knots/01-a-bight
```

<div class="side" markdown>
Two ends.<br>
</div>

```lab
knots/01-a-bight
pull.py
```

````markdown
```python
;--8<-- "knots/01-a-bight/pull.py"
```
````

<knot-game>
<p>Only with a script.</p>
</knot-game>
"""
OVERVIEW = "---\ntitle: Knots\ndescription: The guide.\n---\n\n```phases\nknots\n```\n"
QUIZ = [
    {
        "id": "what-slips",
        "q": "What slips?",
        "choices": [
            {"text": "A bight", "why": "Nothing holds it."},
            {"text": "A bowline", "why": "It holds."},
        ],
        "answer": 0,
        "explain": "A bight has no turn.",
        "tests": "know-a-bight",
    },
    {"id": "the-order", "kind": "order", "q": "In which order?", "steps": ["Bend", "Pull"]},
    {"id": "its-name", "kind": "text", "q": "What is it called?", "answer": ["bight", "a bight"]},
]
FILES = {
    "mkdocs.yml": "site_name: Knots\nsite_description: Learn to tie knots that hold.\n",
    "docs/index.md": "---\ntitle: Home\n---\n\n# Knots & more\n\n```guides\n```\n",
    "docs/knots/index.md": OVERVIEW,
    "docs/knots/01-a-bight.md": CHAPTER,
    "docs/knots/glossary.md": "---\ntitle: Words\n---\n\n## Rope\n\nIt bends.\n",
    "docs/knots/unbuilt.md": "# Not in the site\n",
    "quizzes/knots/01-a-bight.json": json.dumps(QUIZ),
    "examples/knots/01-a-bight/pull.py": 'print("--()--".replace("()", ""))\n',
    "examples/knots/01-a-bight/pull.txt": "----\n",
    "examples/knots/01-a-bight/run.toml": '[record]\npull = { run = "python pull.py" }\n',
}
BUILT = ("", "knots/", "knots/01-a-bight/", "knots/glossary/")


def html(path: str, address: str) -> str:
    """A built page; mermaid2 leaves some with their attributes in another order."""
    link = f'<link rel="canonical" href="{address}{path}">' if address else ""
    if not path:
        link = link.replace('rel="canonical" href', "href").replace('">', '" rel="canonical"/>')
    return f"<html><head>{link}</head><body>{path}</body></html>\n"


def laid(folder: Path, address: str = ADDRESS) -> Path:
    """The project in this folder; its built site."""
    for name, text in FILES.items():
        write(folder / name, text)
    for path in BUILT:
        write(folder / "site" / path / "index.html", html(path, address))
    return folder / "site"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
