"""`python -m handoff lab build`: pinned packages → what a tab fetches after the first Run.

recipe.py: wheels ─ pip ─┐ trim.py
package-lock.json ─ npm ─┤ slim.py
                         │         compile.py    bytecode of what a first Run imports, and the rest
handoff/lab/tab, subject ┘            │
                                      ▼
                                  snapshot.mjs   Python starts, and has its first Run
                                   │       │
                          memory.bin       disk.bin   pyodide.*  zstddec.mjs
                                   └───┬───┘─────────────┘
                                       ▼ compress.mjs, a content hash in the name
                            overrides/assets/lab/ + manifest.json

The tab goes on from that memory (overrides/assets/javascripts/lab/image.js): nothing starts again.
"""
