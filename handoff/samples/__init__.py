"""Sample folders run: for a reader (`demo`), for the page (`record`) and for the tests.

run.toml ─► manifest ─► running ─► process (web, …), each its own session
                           │
                        beside ─► the server that the subject starts for them
a program's output ─► normalise ─► measure.txt, which the chapter quotes
"""
