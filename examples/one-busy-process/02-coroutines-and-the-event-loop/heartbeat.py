"""A report and a heartbeat on one event loop: `python heartbeat.py`."""

import asyncio
import time

beats = []


# --8<-- [start:heart]
async def heart():
    while True:
        beats.append("beat")
        await asyncio.sleep(0.01)


def make_report():
    time.sleep(0.5)  # any call that blocks


# --8<-- [end:heart]


async def while_it_runs(report):
    beating = asyncio.create_task(heart())
    await asyncio.sleep(0.05)  # the heart has begun
    before = len(beats)
    await report()
    print("it beat" if len(beats) > before else "no beat")
    beating.cancel()


# --8<-- [start:two_ways]
async def blocking():
    make_report()


async def in_a_thread():
    await asyncio.to_thread(make_report)


# --8<-- [end:two_ways]

for report in (blocking, in_a_thread):
    print(f"{report.__name__}: ", end="")
    asyncio.run(while_it_runs(report))
