"""Sample folders run: for a reader (`demo`), for the page (`record`) and for the tests.

run.toml ─► manifest ─► running ─► process (worker, web, …), each its own session
                           │
                        broker ─► embedded Valkey, or what CELERY_BROKER_URL names
a program's output ─► normalise ─► measure.txt, which the chapter quotes
"""
