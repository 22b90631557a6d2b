"""A task that is cancelled: `python cancel.py`."""

import asyncio


# --8<-- [start:cancel]
async def upload():
    print("connected")
    try:
        await asyncio.sleep(60)  # a large file
        print("uploaded")
    finally:
        print("disconnected")


async def main():
    task = asyncio.create_task(upload())
    await asyncio.sleep(0.1)
    task.cancel()
    print("asked it to stop")
    try:
        await task
    except asyncio.CancelledError:
        print("it has stopped")


asyncio.run(main())
# --8<-- [end:cancel]
