"""A page that waits for its report: `python poll.py`."""

import os
import time

import httpx

web = httpx.Client(base_url=os.environ["WEB"])
ordered = web.post("/reports/2026-10")
print(ordered.status_code, "Accepted")

address, seen = f"/reports/{ordered.json()['id']}", None
while True:
    status = web.get(address).json()
    if status != seen:
        print(status)
    seen = status
    if status["state"] in ("SUCCESS", "FAILURE"):
        break
    time.sleep(0.1)

print(web.get("/reports/made-up-id").status_code, "Not Found")
