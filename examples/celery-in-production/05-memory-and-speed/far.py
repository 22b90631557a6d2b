"""A broker that is four milliseconds away: `python far.py 6380 6379`.

Whoever asks port 6380 gets the answers of 6379, and every byte takes two milliseconds each way.
"""

import asyncio
import sys

HERE, THERE = map(int, sys.argv[1:])
ONE_WAY = 0.002


async def deliver(pieces, writer):
    while True:
        due, piece = await pieces.get()
        await asyncio.sleep(due - asyncio.get_running_loop().time())
        if not piece:
            return writer.close()
        writer.write(piece)
        await writer.drain()


async def carry(reader, writer):
    pieces = asyncio.Queue()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(deliver(pieces, writer))
        piece = b"?"
        while piece:
            piece = await reader.read(65536)
            pieces.put_nowait((asyncio.get_running_loop().time() + ONE_WAY, piece))


async def connect(reader, writer):
    far_reader, far_writer = await asyncio.open_connection("localhost", THERE)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(carry(reader, far_writer))
        tasks.create_task(carry(far_reader, writer))


async def main():
    server = await asyncio.start_server(connect, "localhost", HERE)
    print("ready", flush=True)
    await server.serve_forever()


asyncio.run(main())
