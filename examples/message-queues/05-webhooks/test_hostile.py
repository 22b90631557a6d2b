"""What strangers send to the receiver, and what URLs they give to the sender."""

import socket
from urllib.parse import urlsplit

import pytest

LONG = "9" * 5000


@pytest.fixture
def url(webhooks):
    return webhooks.serve()


@pytest.mark.parametrize(
    "odd",
    [
        {"webhook-signature": "v1,é"},
        {"webhook-signature": "v1," * 1000},
        {"webhook-signature": " "},
        {"webhook-timestamp": "²"},
        {"webhook-timestamp": LONG},
        {"webhook-timestamp": "-1"},
        {"webhook-timestamp": "nan"},
        {"webhook-id": ""},
        {"webhook-id": "evt_1.1760000000"},
    ],
)
def test_odd_headers_are_refused_and_the_next_request_is_taken(webhooks, url, odd):
    traffic = webhooks.load("traffic")
    odd = {name: value.encode("latin-1") for name, value in odd.items()}

    assert traffic.send({**traffic.signed(), **odd}, url=url) == 401

    assert traffic.send(traffic.signed(), url=url) == 204


@pytest.mark.parametrize("length", ["-1", "1000000", "²", "1e3", LONG])
def test_odd_lengths_are_refused_unread(webhooks, url, length):
    parts = urlsplit(url)
    with socket.create_connection((parts.hostname, parts.port), timeout=60) as client:
        head = f"POST / HTTP/1.0\r\nContent-Length: {length}\r\n\r\n"
        client.sendall(head.encode("latin-1"))

        assert b" 413 " in client.recv(1000)


@pytest.mark.parametrize(
    "hostile",
    [
        "https:///path",
        "https://",
        "https://host:99999/",
        "https://[::1/",
        "https://\x00/",
        "https://\x01.example/",
        "https://a..b/",
        "https://user:word@127.0.0.1/",
        "ftp://8.8.8.8/",
        "file:///etc/passwd",
        "//8.8.8.8/",
        "",
    ],
)
def test_hostile_urls_are_no_answer_and_nobody_is_called(webhooks, monkeypatch, hostile):
    webhooks.set(TRUSTED="")
    called = []
    monkeypatch.setattr(socket, "create_connection", lambda *words, **_: called.append(words))

    assert webhooks.load("post").post(hostile, {}, b"{}") == (0, "")

    assert called == []
