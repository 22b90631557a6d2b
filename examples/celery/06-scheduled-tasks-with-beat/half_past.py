"""It is Friday, 08:58. What fires next? `python half_past.py`."""

from clock import next_fires

for moment in next_fires(minute=30):
    print(f"{moment:%A %H:%M}")
