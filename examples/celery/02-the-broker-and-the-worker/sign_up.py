"""The client's side, no worker needed: `python sign_up.py`."""

from tasks import app, send_welcome_email


def waiting():
    with app.connection_for_read() as connection:
        return connection.SimpleQueue("celery").qsize()


for user_id in (41, 42, 43):
    send_welcome_email.delay(user_id)
    print(f"user {user_id} signed up, {waiting()} waiting")
