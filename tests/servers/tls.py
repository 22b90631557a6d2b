"""TLS in front of a PostgreSQL that has none: `python -m tests.servers.tls PORT BEHIND FOLDER`."""

import asyncio
import struct
import sys
from pathlib import Path

from tests.servers.certificates import Authority
from tests.servers.proxy import LOOPBACK
from tests.servers.tls_front import context, pass_on

TLS_PLEASE = struct.pack("!ii", 8, 80877103)  # PostgreSQL's SSLRequest, answered with one byte


async def serve(port: int, behind: int, folder: Path) -> None:
    """Speak PostgreSQL's TLS on the port, and plain bytes to the port behind, until killed."""
    secured = context(folder)

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if await reader.read(8) == TLS_PLEASE:  # not so if somebody only looks whether we answer
            writer.write(b"S")
            await writer.start_tls(secured)
            to_server, server = await asyncio.open_connection(LOOPBACK, behind)
            await asyncio.gather(pass_on(reader, server), pass_on(to_server, writer))

    server = await asyncio.start_server(meet, LOOPBACK, port)
    await server.serve_forever()


if __name__ == "__main__":
    own, behind = map(int, sys.argv[1:3])
    folder = Path(sys.argv[3])
    Authority("a test's").server(folder)
    asyncio.run(serve(own, behind, folder))
