"""Who runs when: `python pause.py`."""


# --8<-- [start:countdown]
def countdown(start):
    print("begin")
    while start > 0:
        yield start
        print("resumed")
        start -= 1
    print("end")


numbers = countdown(2)
print("called")
print(next(numbers))
print(next(numbers))
print(next(numbers, "nothing left"))
# --8<-- [end:countdown]
