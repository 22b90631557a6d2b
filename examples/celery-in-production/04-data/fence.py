"""A holder who comes too late: `python fence.py`."""

from shop import connect

TABLE = """
DROP TABLE IF EXISTS report;
CREATE TABLE report (text text, fence int);
INSERT INTO report VALUES ('empty', 0);
"""


# --8<-- [start:save]
def save(db, text):
    db.execute("UPDATE report SET text = %s", [text])


def save_fenced(db, text, fence):
    newer = """
        UPDATE report SET text = %s, fence = %s WHERE fence < %s
    """
    return db.execute(newer, [text, fence, fence]).rowcount == 1


# --8<-- [end:save]


def saved(db):
    return db.execute("SELECT text FROM report").fetchone()[0]


with connect() as db:
    db.execute(TABLE)
    save(db, "new, by the second holder")
    save(db, "old, by the first holder")  # its lock has ended
    print("without a fence:", saved(db))
    db.execute(TABLE)
    save_fenced(db, "new, by the second holder", fence=2)
    if not save_fenced(db, "old, by the first holder", fence=1):
        print("number 1 is refused")
    print("with a fence:", saved(db))
