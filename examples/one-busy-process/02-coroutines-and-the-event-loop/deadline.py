"""Two deadlines, one of which does nothing: `python deadline.py`."""

import asyncio
import time


# --8<-- [start:deadline]
async def main():
    try:
        async with asyncio.timeout(0.1):
            await asyncio.sleep(60)
            print("the API answered")
    except TimeoutError:
        print("gave up on the API")

    try:
        async with asyncio.timeout(0.1):
            time.sleep(0.5)
            print("the blocking call came back")
    except TimeoutError:
        print("gave up on the blocking call")


asyncio.run(main())
# --8<-- [end:deadline]
