"""Either web process: `uvicorn views:web`."""

from fastapi import FastAPI
from tasks import app, build_report, send_welcome_email

web = FastAPI()


@web.post("/users/{user_id}", status_code=202)
def sign_up(user_id: int):
    return {"task": send_welcome_email.delay(user_id).id}


@web.post("/reports/{month}", status_code=202)
def order_report(month: str, seconds: float = 2):
    return {"task": build_report.delay(month, seconds).id}


@web.get("/tasks/{task_id}")
def look(task_id: str):
    result = app.AsyncResult(task_id)
    return {"state": result.state, "result": str(result.result)}
