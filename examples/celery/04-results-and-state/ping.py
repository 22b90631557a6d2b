"""Who else can be served meanwhile? `python ping.py`."""

import os
import threading
import time

import httpx

WEB = os.environ["BLOCKING"]


def finishing_order(path):
    """Ask for a report, then for a ping: what came back first?"""
    finished = []

    def ask(address):
        httpx.get(WEB + address, timeout=60)
        finished.append(address)

    report = threading.Thread(target=ask, args=[path])
    report.start()
    time.sleep(1)
    ask("/ping")
    report.join()
    return ", then ".join(finished)


print("async def:", finishing_order("/report-async"))
print("def:      ", finishing_order("/report-sync"))
