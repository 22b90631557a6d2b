"""SQLite for both sides: all of a transaction, or nothing."""

import sqlite3
from contextlib import closing, contextmanager


@contextmanager
def transaction(path, tables):
    with closing(sqlite3.connect(path, timeout=30)) as db, db:
        db.row_factory = sqlite3.Row
        db.executescript(tables)
        yield db
