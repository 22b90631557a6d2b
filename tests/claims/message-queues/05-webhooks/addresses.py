"""Where a stranger may have a sender call."""

import socket
import urllib.request

import pytest

INSIDE = [
    "127.0.0.1",
    "2130706433",  # the same, as one number
    "0",
    "10.0.0.5",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "224.0.0.1",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "64:ff9b::169.254.169.254",  # by NAT64
    "2002:a00:5::1",  # 10.0.0.5 by 6to4
    "fe80::1",
    "fd00::1",
]


def url(host):
    return f"https://[{host}]/" if ":" in host else f"https://{host}/"


class Called(Exception):
    """Instead of a connection, its address."""


@pytest.fixture
def calls(monkeypatch):
    """Nothing leaves the machine: who would be called is raised."""

    def call(address, *_, **__):
        raise Called(socket.getaddrinfo(address[0], address[1], type=socket.SOCK_STREAM)[0][4][0])

    monkeypatch.setattr(socket, "create_connection", call)


@pytest.fixture
def addresses(webhooks):
    webhooks.set(TRUSTED="")
    return webhooks.load("addresses")


@pytest.mark.parametrize("host", INSIDE)
def test_addresses_inside_are_not_called(addresses, calls, host):
    """Loopback, private, link-local, shared and multicast addresses are refused.

    So is loopback as one number, and IPv4 inside IPv6: mapped, by NAT64 or by 6to4.
    """
    with pytest.raises(addresses.Forbidden):
        addresses.connect(url(host), 1)


@pytest.mark.parametrize("host", ["8.8.8.8", "2001:4860:4860::8888"])
def test_addresses_inside_are_not_called__control(addresses, calls, host):
    """A public address is called."""
    with pytest.raises(Called, match=host):
        addresses.connect(url(host), 1)


def test_plain_http_is_not_spoken(addresses, calls):
    """An address without TLS is refused.

    Control: The same address with TLS is called.
    """
    with pytest.raises(addresses.Forbidden):
        addresses.connect("http://8.8.8.8/", 1)
    with pytest.raises(Called):
        addresses.connect("https://8.8.8.8/", 1)


@pytest.fixture
def changing_name(monkeypatch):
    """A name that means a public address when it is looked up first, and this machine after."""
    real, answers = socket.getaddrinfo, iter(["8.8.8.8", "127.0.0.1"])

    def look_up(host, *rest, **options):
        return real(next(answers) if host == "changing.example" else host, *rest, **options)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return "changing.example"


def test_the_address_that_was_checked_is_called(addresses, calls, changing_name):
    """A name that changes its address after the check isn't looked up again.

    What the name means is made up here; no connection is opened, only its address is noted.
    """
    with pytest.raises(Called, match=r"8\.8\.8\.8"):
        addresses.connect(f"https://{changing_name}/", 1)


def test_the_address_that_was_checked_is_called__control(addresses, calls, changing_name):
    """Checked first and then called by its name, it leads to this machine."""
    checked, _ = addresses.look_up(changing_name, 443)

    assert addresses.is_public(checked)
    with pytest.raises(Called, match=r"127\.0\.0\.1"):
        urllib.request.urlopen(f"http://{changing_name}/", timeout=1)


TO_ANOTHER = """
    self.send_response({status})
    self.send_header("Location", "{url}/secret")
    self.end_headers()
"""


def redirects(webhooks, status):
    """A receiver that sends whoever asks on to another server, which notes its visitors."""
    inner = webhooks.serve("hear('POST')\nself.answer(204)")
    return webhooks.serve(TO_ANOTHER.format(url=inner, status=status))


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(webhooks, status):
    """After 301, 302, 303, 307 and 308 the event waits for another try; nobody was called."""
    webhooks.publish(redirects(webhooks, status))

    assert webhooks.try_once() == [status]
    assert webhooks.delivery()["state"] == "waiting"

    assert webhooks.heard == []


def test_a_redirect_is_not_followed__control(webhooks):
    """`urllib.request` follows a 302 by itself, to an address that nobody has checked."""
    traffic, url = webhooks.load("traffic"), redirects(webhooks, 302)
    request = urllib.request.Request(url, traffic.BODY, traffic.signed())

    assert urllib.request.urlopen(request, timeout=30).status == 200

    assert webhooks.heard == ["GET /secret"]
