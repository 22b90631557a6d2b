"""The same questions for other programs: one module a format, `content(quizzes) -> str` each."""
