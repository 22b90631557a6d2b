"""A `for` loop, and the same by hand: `python by_hand.py`."""

colors = ["red", "green"]

# --8<-- [start:loop]
for color in colors:
    print(color)
# --8<-- [end:loop]

# --8<-- [start:by_hand]
iterator = iter(colors)
while True:
    try:
        color = next(iterator)
    except StopIteration:
        break
    print(color)
# --8<-- [end:by_hand]
