"""`python -m handoff lab build`: pinned packages → what a tab fetches after the first Run.

    wheels.txt ──────── pip ──┐                       ┌─ stdlib.zip   what Python needs to boot, and the rest of it
    package-lock.json ─ npm ──┤ trim ─► Pyodide/Node ─┼─ startup.bin  all that start-up imports, compiled
    handoff/lab/tab ──────────┘          (compile.py) └─ site.zip     the rest of Celery and its friends
                                                              │ gzip, content hash in the name
                                        overrides/assets/lab/ ◄┘ + manifest.json
"""
