"""The one reader of the Markdown in docs/: what a page says of itself, and what stands in it where.

docs/x.md ──► page: front matter │ fences │ prose │ sections, each with its line and column
                        │              │       └──► links, claim marks, callouts
                        │              └──► fences.KINDS: a reader for each kind
                        └──► rules of the front matter
"""
