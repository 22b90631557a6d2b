"""The web app: `uvicorn views:app --port 8000`."""

from celery.utils import uuid
from fastapi import FastAPI, HTTPException
from tasks import app as celery_app
from tasks import build_report

app = FastAPI()


# --8<-- [start:order_report]
@app.post("/reports/{month}", status_code=202)
def order_report(month: str):
    task_id = uuid()
    build_report.update_state(task_id=task_id, state="QUEUED")
    build_report.apply_async([month], task_id=task_id)
    return {"id": task_id}


# --8<-- [end:order_report]


# --8<-- [start:report_status]
@app.get("/reports/{task_id}")
def report_status(task_id: str):
    meta = celery_app.backend.get_task_meta(task_id)  # one read
    state, result = meta["status"], meta["result"]
    if state == "PENDING":
        raise HTTPException(404, "no such report, or it is too old")
    if state == "PROGRESS":
        return {"state": state, **result}
    if state == "SUCCESS":
        return {"state": state, "report": result}
    return {"state": state}


# --8<-- [end:report_status]
