"""A ```mermaid fence becomes inline SVG while the page is built; no browser takes part.

fence ── draw ──► SVG of Mermaid's own classes ── tidy ──► SVG that our CSS colours
            └── cannot ──► the source, for Mermaid in the browser
"""
