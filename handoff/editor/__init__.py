"""The question editor: a page where somebody without a checkout writes a question, or mends one.

docs/x.md ```question-editor ── fence.py ──►  a form; question-editor.js wakes it
quizzes/, docs/, examples/   ── slices.py ─►  assets/quizzes/<quiz>.json: what it is checked with
this package, Jinja2, …      ── bundle/ ───►  assets/editor/: Python for the tab
                                                  │ as the author types
                             desk.py in the tab ◄─┘  `check` and the templates themselves, no copies
"""
