"""`python -m handoff lab build` makes this, too: Python that checks a question, for the tab.

the site's own packages ─ packages.py ─┐ compile.py of the lab's bundle, with first_run.py of ours
handoff/                               ┘      │
                                              ▼
               overrides/assets/editor/  boot.zip  startup.bin  disk.bin   and manifest.json,
               which names the lab's files of Pyodide: nothing of it is there twice
"""
