"""A published site for programs that read it: models, search engines, feed readers.

    docs/x.md ─► text ─► x/index.md        a page as plain Markdown
                  ├── fences               quizzes, labs, replays … as text
                  └── questions            what a quiz asks, and its answers after all questions

Made from the sources, and only for pages that the built site has; `handoff publish` runs it.
"""
