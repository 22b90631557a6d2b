"""The chapter's first sample: `python program.py`."""


# --8<-- [start:greet]
def greet(name):
    return f"Welcome, {name}!"


# --8<-- [end:greet]

print(greet("Ada"))
