"""The client's side: `flask --app web run`."""

from celery.result import AsyncResult
from celery_setup import make_celery
from flask import Flask, request
from tasks import send_welcome_email


# --8<-- [start:create_app]
def create_app() -> Flask:
    app = Flask("signup")
    app.config["MAIL_SENDER"] = "hello@example.org"
    app.config["CELERY"] = {
        "broker_url": "redis://localhost:6379/0",
        "result_backend": "redis://localhost:6379/1",
    }
    make_celery(app)
    app.post("/signups")(sign_up)
    app.get("/emails/<email_id>")(look_at_email)
    return app


# --8<-- [end:create_app]


def sign_up():
    result = send_welcome_email.delay(request.form["address"])
    return {"email": result.id}, 202


def look_at_email(email_id):
    result = AsyncResult(email_id)
    return {"state": result.state, "email": result.result}
