"""`python -m handoff lab build`: pinned packages → what a tab fetches after the first Run.

wheels.txt ──────── pip ─┐ trim.py
package-lock.json ─ npm ─┤         compile.py    bytecode of what a first Run imports, and the rest
handoff/lab/tab ─────────┘            │
                                      ▼
                                  snapshot.mjs   Python starts, Celery has its first Run
                                   │       │
                          memory.bin       disk.bin   pyodide.*  zstddec.mjs
                                   └───┬───┘─────────────┘
                                       ▼ compress.mjs, a content hash in the name
                            overrides/assets/lab/ + manifest.json

The tab goes on from that memory (overrides/assets/javascripts/lab/image.js): nothing starts again.
"""
