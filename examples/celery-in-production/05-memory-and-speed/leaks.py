"""What five tasks leave behind: `python leaks.py`, beside a worker."""

from tasks import render

children = []
for number in range(1, 6):
    child, memory = render.delay(number).get()
    if number == 1:
        before = memory - 20_000_000
    if child not in children:
        children.append(child)
    more = round((memory - before) / 20_000_000) * 20
    print(f"page {number}: child {children.index(child) + 1}, +{more} MB")
