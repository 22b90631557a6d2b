"""Material's style sheet without the rules for components that no page of ours has.

    material's main.css ── trim, by unused.txt ──► overrides/assets/stylesheets/material.css

A phone downloads 10 KB less. The file is made, never edited, and not in git; without it (a plain
`mkdocs serve`) the pages use Material's own.
"""
