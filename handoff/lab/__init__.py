"""The lab: real Celery in the reader's own browser tab.

docs/x.md  ```lab fence ── fence.py ──►  files, recorded output, a Run button
                                              │ click
overrides/assets/javascripts/lab*.js  ◄───────┘  panes, buttons; one Web Worker a page
        │
        ▼ fetches assets/lab/   ◄── bundle/  pinned wheels + Pyodide, trimmed (`make lab`)
tab/    the Python beside Celery in there: turns the real worker one message at a time
"""
