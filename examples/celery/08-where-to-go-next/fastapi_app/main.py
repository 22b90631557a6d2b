"""The client's side: `uvicorn main:app`."""

from fastapi import FastAPI, HTTPException
from tasks import app as celery_app
from tasks import build_report

app = FastAPI()


# --8<-- [start:order]
@app.post("/reports", status_code=202)
def order_report(days: list[str]):
    result = build_report.delay(days)
    return {"id": result.id, "look": f"/reports/{result.id}"}


# --8<-- [end:order]


# --8<-- [start:look]
@app.get("/reports/{report_id}")
def look_at_report(report_id: str):
    result = celery_app.AsyncResult(report_id)
    if result.failed():
        raise HTTPException(500, "the report failed")
    if not result.ready():
        return {"state": result.state}
    return {"state": result.state, "report": result.result}


# --8<-- [end:look]
