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
    app.get("/mails/<mail_id>")(look_at_mail)
    return app


# --8<-- [end:create_app]


def sign_up():
    result = send_welcome_email.delay(request.form["address"])
    return {"mail": result.id}, 202


def look_at_mail(mail_id):
    result = AsyncResult(mail_id)
    return {"state": result.state, "mail": result.result}
