"""Questions judged while the bundle is built: to learn what that imports, and that it can be."""

import html.parser  # noqa: F401  Python-Markdown makes a copy of it, past what is imported
import json
import os
import sys

sys.path.insert(0, os.environ.get("EDITOR_PLAIN", "/bundle/plain"))

from handoff.editor import desk

PAGE = "---\ntitle: Loops\n---\n\n## A bight\n\n```quiz\nknots/01-loops\n```\n"

files = {
    "mkdocs.yml": "extra: {how_sure: true}\n",
    "docs/knots/index.md": "# Knots\n",
    "docs/knots/01-loops.md": PAGE,
    "examples/knots/tie.py": 'print("tied")\n',
    "examples/knots/tie.txt": "tied\n",
}
common = {"id": "which", "q": "**Which** `one`?\n\n```python\nx = 1\n```", "explain": "It."}
choices = [{"text": "it is `tied`", "why": "so"}, {"text": "*no*", "why": "no"}]
questions = [
    {**common, "choices": choices, "answer": [1], "hint": "look", "see": "a-bigt"},
    {**common, "kind": "output", "sample": "knots/tie.py", "how_sure": True},
    {**common, "kind": "line", "sample": "knots/tie.py", "choices": ["x", "y"], "answer": 7},
    {**common, "kind": "order", "steps": ["one", "two"]},
    {**common, "kind": "text", "answer": "four", "wrong": ["five"]},
    {**common, "kind": "open", "answer": "because"},
    {"q": 7, "chioces": [], "kind": "text"},
]
desk.lay_out(json.dumps(files))
for question in questions:
    asked = {"file": "quizzes/knots/01-loops.json", "index": 0, "question": question}
    told = json.loads(desk.judge(json.dumps(asked)))
    assert told["html"] or told["findings"], question
desk.refusal("[{")
os.chdir("/")
