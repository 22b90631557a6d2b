"""How long would it take? A rule of thumb: `python estimate.py`."""

JOBS = 100  # each takes a second in all
CORES = 4  # and as many processes
SHARES = (1, 10, 50, 100)  # percent of that second that computes


def asyncio(waits, computes):
    """All wait at once; all that computes goes one by one."""
    return max(JOBS * computes, waits + computes)


def threads(waits, computes, slots=16):
    """The same, with as many waits at once as there are threads."""
    return max(JOBS * computes, JOBS * (waits + computes) / slots)


def processes(waits, computes):
    """Each process does one job at a time, the whole of it."""
    return JOBS * (waits + computes) / CORES


for share in SHARES:
    parts = 1 - share / 100, share / 100
    print(f"{share} % computing:", end="")
    for way in (asyncio, threads, processes):
        print(f" {way.__name__} {way(*parts):.0f} s", end="")
    print()
