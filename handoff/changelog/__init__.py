"""CHANGELOG.md: what each release brings its readers, in their words; newest first.

    ## Unreleased                  what the next release will bring
    ## 1.1.0 · 2026-12-24          a version, and the day it was released
    - One line a change; a link names a file of the project, as in docs/guide/02-more.md

releases.py ─┬─► check.py       what is wrong with it, for `check`
             ├─► fence.py       the ```changelog fence: the page that readers see
             ├─► machines/feed  an entry for each release
             └─► commands/release.py
"""
