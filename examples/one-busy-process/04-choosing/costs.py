"""What one waiting helper costs, on Linux: `python costs.py`."""

import asyncio
import multiprocessing
import threading
import time
from pathlib import Path


def kilobytes(process="self"):
    """What this process has written to, and shares with nobody."""
    text = Path(f"/proc/{process}/smaps_rollup").read_text()
    return int(text.split("Private_Dirty:")[1].split()[0])


def show(name, number, start, before, used):
    took = (time.perf_counter() - start) / number * 1000
    print(f"{name:10}{(used - before) / number:9.1f} KB{took:9.3f} ms")


async def coroutines(number=10_000):
    before, start = kilobytes(), time.perf_counter()
    naps = [asyncio.sleep(60) for _ in range(number)]
    tasks = [*map(asyncio.create_task, naps)]
    await asyncio.sleep(0)
    show("coroutine", len(tasks), start, before, kilobytes())


def threads(number=1_000):
    go_on, before = threading.Event(), kilobytes()
    start = time.perf_counter()
    for _ in range(number):
        threading.Thread(target=go_on.wait).start()
    show("thread", number, start, before, kilobytes())
    go_on.set()


def processes(method, number=10):
    context = multiprocessing.get_context(method)
    here, go_on = context.Barrier(number + 1), context.Event()
    start, team = time.perf_counter(), []
    for _ in range(number):
        team.append(context.Process(target=child, args=[here, go_on]))
        team[-1].start()
    here.wait()
    used = sum(kilobytes(process.pid) for process in team)
    show(method, number, start, 0, used)
    go_on.set()


def child(here, go_on):
    here.wait()
    go_on.wait()


if __name__ == "__main__":
    asyncio.run(coroutines())
    threads()
    processes("fork")
    processes("spawn")
