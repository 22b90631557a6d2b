"""The question editor: a page on which somebody without a checkout writes a question, or mends one.

docs/x.md ```question-editor ── fence.py ──►  a form, whole in its HTML; question-editor.js wakes it
quizzes/, docs/, examples/   ── slices.py ─►  assets/editor/<quiz>.json: what one quiz is checked with
this package, pydantic, …    ── bundle/ ───►  assets/editor/: Python for the tab, next to the lab's
                                                  │ as the author types
                             desk.py in the tab ◄─┘  `check` and the templates themselves, no copies
"""
