"""Where a sender may call, and how it gets there."""

import http.client
import ipaddress
import os
import socket
import ssl
from urllib.parse import urlsplit

TRUSTED = os.environ.get("TRUSTED", "").split()  # only to try it out
UNICAST = ipaddress.ip_network("2000::/3")  # outside of it, NAT64 wraps IPv4


class Forbidden(OSError):
    """An address that no stranger may have us call."""


# --8<-- [start:connect]
def connect(url, seconds):
    """A connection to what the name means now, if that's public."""
    parts = urlsplit(url)
    address = look_up(parts.hostname, parts.port or 443)
    public = parts.scheme == "https" and is_public(address[0])
    if not public and address[0] not in TRUSTED:
        raise Forbidden(url)
    connection = http.client.HTTPConnection(parts.netloc)
    connection.sock = socket.create_connection(address, seconds)
    if parts.scheme == "https":
        connection.sock = with_tls(connection.sock, parts.hostname)
    return connection


def look_up(host, port):
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return found[0][4][:2]


def is_public(address):
    ip = ipaddress.ip_address(address)
    if ip.version == 6 and (ip not in UNICAST or ip.sixtofour):
        return False  # it may be an IPv4 address in disguise
    return ip.is_global and not ip.is_multicast


# --8<-- [end:connect]


def with_tls(sock, host):
    """It shakes hands when something is sent: the deadline counts."""
    tls = ssl.create_default_context()
    later = {"do_handshake_on_connect": False}
    return tls.wrap_socket(sock, server_hostname=host, **later)
