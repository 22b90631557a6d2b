"""The same questions for other programs: one module a format, `content(quizzes)` each.

It returns a text, or the bytes of a package.
"""
