"""Two sums over one generator: `python twice.py`."""

lines = ["tea 3", "coffee 4", "cake 5"]

# --8<-- [start:twice]
prices = (int(line.split()[1]) for line in lines)

print(sum(prices), sum(prices))
# --8<-- [end:twice]
