"""The welcome email, sent by a service that takes its time."""

import os

import httpx
from users import User, mark_welcomed

SERVICE = os.environ.get("MAIL_SERVICE", "http://127.0.0.1:8001")
service = httpx.Client(base_url=SERVICE, timeout=60)


# --8<-- [start:deliver]
def deliver(user: User) -> None:
    service.post("/mails", json={"to": user.email})
    mark_welcomed(user.id)


# --8<-- [end:deliver]
