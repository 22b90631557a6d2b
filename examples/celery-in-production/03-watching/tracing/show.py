"""One request, and its trace as a tree: `python show.py`."""

import json
import os
import time
from pathlib import Path

import httpx

FILE = Path(os.environ["SPANS"])


def spans():
    lines = FILE.read_text().splitlines() if FILE.exists() else []
    return [json.loads(line) for line in lines]


def show(parent, indent=""):
    for span in spans():
        if span["parent_id"] == parent:
            service = span["resource"]["attributes"]["service.name"]
            print(f"{indent + span['name']:<46}{service}")
            show(span["context"]["span_id"], indent + "  ")


httpx.post(os.environ["WEB"] + "/orders/7").raise_for_status()
while "run/tasks.send_receipt" not in [one["name"] for one in spans()]:
    time.sleep(0.1)
time.sleep(1)  # those of the web process may come last
show(parent=None)
print(len({span["context"]["trace_id"] for span in spans()}), "trace")
