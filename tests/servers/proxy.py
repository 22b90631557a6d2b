"""A wire that a test can cut or silence: a TCP proxy in front of a server.

client ──► Proxy (its own port) ──► server
             cut()      both ends see the connection reset; new ones are let through
             refuse()   and new ones are refused
             silence()  connections stay open, new ones are accepted, no byte gets through
             restore()  as before; bytes held back are delivered, as after a healed partition
"""

import socket
import struct
import threading
from contextlib import suppress
from urllib.parse import urlsplit

LOOPBACK = "127.0.0.1"
RESET = struct.pack("ii", 1, 0)  # SO_LINGER: on, zero seconds


class Proxy:
    """Listens on `port` and hands every byte to the server on `behind`, and back."""

    def __init__(self, behind: int):
        self.behind = behind
        self._passing = threading.Event()
        self._passing.set()
        self._ends: list[socket.socket] = []
        self._listener = socket.create_server((LOOPBACK, 0))
        self.port = self._listener.getsockname()[1]
        self._serve()

    def url(self, url: str) -> str:
        """The same address, by way of the proxy."""
        port = urlsplit(url).port
        return url.replace(f":{port}", f":{self.port}", 1)

    @property
    def connections(self) -> int:
        """How many clients are connected now."""
        return sum(end.fileno() >= 0 for end in self._ends) // 2

    def cut(self) -> None:
        ends, self._ends = self._ends, []
        for end in ends:
            _reset(end)

    def refuse(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut()

    def silence(self) -> None:
        self._passing.clear()

    def restore(self) -> None:
        if self._listener.fileno() < 0:
            self._listener = socket.create_server((LOOPBACK, self.port))
            self._serve()
        self._passing.set()

    def close(self) -> None:
        self.refuse()
        self._passing.set()  # lets the threads see that their sockets are gone

    def _serve(self) -> None:
        threading.Thread(target=self._accept, args=[self._listener], daemon=True).start()

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                self._join(listener.accept()[0])

    def _join(self, client: socket.socket) -> None:
        try:
            server = socket.create_connection((LOOPBACK, self.behind))
        except OSError:
            return _reset(client)
        self._ends += [client, server]
        threading.Thread(target=self._link, args=[client, server], daemon=True).start()

    def _link(self, client: socket.socket, server: socket.socket) -> None:
        back = threading.Thread(target=self._pump, args=[server, client], daemon=True)
        back.start()
        self._pump(client, server)
        back.join()
        client.close()
        server.close()

    def _pump(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while read := source.recv(65536):
                self._passing.wait()
                target.sendall(read)
            self._passing.wait()
            target.shutdown(socket.SHUT_WR)


def _reset(end: socket.socket) -> None:
    """Close at once and tell the other side, as when the machine behind it has gone."""
    with suppress(OSError):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        end.shutdown(socket.SHUT_RDWR)
    end.close()
