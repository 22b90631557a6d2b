"""`python -m handoff lab build`: pinned packages → what a tab fetches after the first Run.

wheels.txt ──────── pip ──┐                       ┌─ stdlib.zip   Python's own library
package-lock.json ─ npm ──┤ trim ─► Pyodide/Node ─┼─ startup.bin  what start-up imports
handoff/lab/tab ──────────┘          (compile.py) └─ site.zip     the rest of Celery
                                                          │ gzip, content hash in the name
                                    overrides/assets/lab/ ◄┘ + manifest.json
"""
