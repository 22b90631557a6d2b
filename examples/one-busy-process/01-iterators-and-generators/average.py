"""A generator that is sent values: `python average.py`."""


# --8<-- [start:average]
def running_average():
    total = count = 0
    average = None
    while True:
        price = yield average
        total += price
        count += 1
        average = total / count


average = running_average()
next(average)  # run to the first yield
print(average.send(10))
print(average.send(20))
print(average.send(60))
# --8<-- [end:average]
