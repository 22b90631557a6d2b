"""A view that waits: `uvicorn blocking:app --port 8001`."""

from fastapi import FastAPI
from tasks import build_report

app = FastAPI()


# --8<-- [start:views]
@app.get("/report-async")
async def report_async():
    handle = build_report.delay("2026-10")
    return handle.get(timeout=30)


@app.get("/report-sync")
def report_sync():
    return build_report.delay("2026-10").get(timeout=30)


@app.get("/ping")
def ping():
    return "pong"


# --8<-- [end:views]
