"""TLS in front of a PostgreSQL that has none: `python -m tests.servers.tls PORT BEHIND FOLDER`."""

import asyncio
import ssl
import struct
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from tests.servers.proxy import LOOPBACK

TLS_PLEASE = struct.pack("!ii", 8, 80877103)  # PostgreSQL's SSLRequest, answered with one byte


async def serve(port: int, behind: int, certificate: Path, key: Path) -> None:
    """Speak PostgreSQL's TLS on the port, and plain bytes to the port behind, until killed."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if await reader.read(8) == TLS_PLEASE:  # not so if somebody only looks whether we answer
            writer.write(b"S")
            await writer.start_tls(context)
            to_server, server = await asyncio.open_connection(LOOPBACK, behind)
            await asyncio.gather(_pass_on(reader, server), _pass_on(to_server, writer))

    server = await asyncio.start_server(meet, LOOPBACK, port)
    await server.serve_forever()


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    finally:
        writer.close()


def self_signed(folder: Path) -> tuple[Path, Path]:
    """A certificate for a day, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name)
    made = made.public_key(key.public_key()).serial_number(x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    certificate, secret = folder / "certificate.pem", folder / "key.pem"
    certificate.write_bytes(made.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM))
    secret.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return certificate, secret


if __name__ == "__main__":
    own, behind = map(int, sys.argv[1:3])
    asyncio.run(serve(own, behind, *self_signed(Path(sys.argv[3]))))
