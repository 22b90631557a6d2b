"""Building again and again while somebody writes: what cannot have changed is not made anew.

a save ─► changes: of which files? ──── only Markdown and quizzes ─► pages, each asked by itself:
                │                                                     what it has seen is the same?
                └── anything else, or other files than before ──────► all pages

MkDocs tells hooks of its steps, and `handoff serve` alone has these hooks: what they leave out is
as it was, so that the site is byte for byte what a build from nothing makes. No other builder
knows them, nor needs them.
"""
