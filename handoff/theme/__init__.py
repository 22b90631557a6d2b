"""The site's one style sheet: the theme's rules that a page of it can use, and all of ours.

    built pages, scripts ── every name that a class can have ──┐
    the theme's main.css ──────────────── trim ────────────────┤
    our sheets in assets/stylesheets ──── squeeze ─────────────┴─► assets/stylesheets/site.css

A phone downloads 8 KB less in three requests less. A rule goes only if it asks for a class that is
on no page of the site and in no script: no page and no state looks other than in `make serve`.
"""

from handoff.theme.sheet import OURS, sheet, trimmed_theme

__all__ = ["OURS", "sheet", "trimmed_theme"]
