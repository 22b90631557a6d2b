"""How long the user waits, both ways: `python measure.py`."""

import os
import time
from statistics import median

import httpx

WEB = os.environ.get("WEB", "http://127.0.0.1:8000")
web = httpx.Client(base_url=WEB, timeout=60)


def sign_up(way: str) -> tuple[dict, float]:
    """The new user, and the seconds until the answer came."""
    start = time.perf_counter()
    email = {"email": "ada@example.com"}
    answer = web.post(f"/sign-up/{way}", params=email)
    return answer.json(), time.perf_counter() - start


def mail_sent(user: dict) -> float:
    """The seconds until the user's email has been sent."""
    start = time.perf_counter()
    while not web.get(f"/users/{user['id']}").json()["welcomed"]:
        time.sleep(0.05)
    return time.perf_counter() - start


def in_words(seconds: float) -> str:
    """A class: the digits differ from run to run."""
    if seconds < 0.5:
        return "under 0.5 s"
    return "over 4 s" if seconds >= 4 else "under 4 s"


# --8<-- [start:measure]
user, waited = sign_up("inline")
print("inline:     the user waits", in_words(waited))

sign_ups = [sign_up("background") for _ in range(5)]
waits = [waited for _, waited in sign_ups]
print("background: the user waits", in_words(median(waits)))

first, _ = sign_ups[0]
later = sum(waits) + mail_sent(first)
print("            the email takes", in_words(later))
# --8<-- [end:measure]
