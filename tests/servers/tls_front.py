"""TLS in front of a server that has none: `python -m tests.servers.tls_front PORT BEHIND FOLDER`.

The folder has server.crt and server.key; what comes in at PORT goes on to BEHIND in plain bytes.
"""

import asyncio
import ssl
import sys
from pathlib import Path

from tests.servers.proxy import LOOPBACK


def context(folder: Path) -> ssl.SSLContext:
    """A server's, by server.crt and server.key of the folder."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(folder / "server.crt", folder / "server.key")
    return made


async def serve(port: int, behind: int, folder: Path) -> None:
    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        from_server, to_server = await asyncio.open_connection(LOOPBACK, behind)
        await asyncio.gather(pass_on(reader, to_server), pass_on(from_server, writer))

    server = await asyncio.start_server(meet, LOOPBACK, port, ssl=context(folder))
    await server.serve_forever()


async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    finally:
        writer.close()


if __name__ == "__main__":
    own, behind = map(int, sys.argv[1:3])
    asyncio.run(serve(own, behind, Path(sys.argv[3])))
