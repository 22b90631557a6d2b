"""Three ways to leave a generator early: `python closing.py`."""


# --8<-- [start:rows]
def rows(name):
    print(f"open {name}")
    try:
        yield "row 1"
        yield "row 2"
    finally:
        print(f"close {name}")


# --8<-- [end:rows]

# --8<-- [start:three_ways]
half_read = rows("a")
print(next(half_read))
half_read.close()
print("after a")

for row in rows("b"):
    print(row)
    break
print("after b")

never_started = rows("c")
never_started.close()
print("after c")
# --8<-- [end:three_ways]
