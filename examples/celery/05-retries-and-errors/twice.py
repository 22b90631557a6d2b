"""Each task arrives twice: `python twice.py`."""

from pathlib import Path

from credit import database, give_credit, give_credit_once

Path("credit.sqlite").unlink(missing_ok=True)
with database() as db:
    db.execute("CREATE TABLE users (id INTEGER, credits INTEGER)")
    db.execute("INSERT INTO users VALUES (1, 0), (2, 0)")
    db.execute("CREATE TABLE done (key TEXT PRIMARY KEY)")

for task, user_id in [(give_credit, 1), (give_credit_once, 2)]:
    for _ in range(2):
        task.delay(user_id).get(timeout=10)
    query = "SELECT credits FROM users WHERE id = ?"
    with database() as db:
        credits = db.execute(query, [user_id]).fetchone()[0]
    print(f"{task.__name__}: {credits} credits")
