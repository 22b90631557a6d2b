"""The tasks; they know no Flask app, only the current one."""

from celery import shared_task
from flask import current_app


# --8<-- [start:send_welcome_email]
@shared_task
def send_welcome_email(address):
    sender = current_app.config["MAIL_SENDER"]
    return f"{sender} to {address}: welcome"


# --8<-- [end:send_welcome_email]
