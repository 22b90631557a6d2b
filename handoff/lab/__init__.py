"""The lab: a program of the page, run in the reader's own browser tab.

docs/x.md  ```lab fence ── fence.py ──►  files, recorded output, a Run button
                                              │ click
overrides/assets/javascripts/lab*.js  ◄───────┘  editor, terminals; one machine a page
        │
        ▼ fetches assets/lab/   ◄── bundle/  Pyodide and what the subject adds (`make lab`)
tab/    the Python beside the program in there

A site's subject may put more into the machine and show more of it: its package's `lab`, read by
example.py and bundle/recipe.py. Without one the lab is plain Python.
"""
