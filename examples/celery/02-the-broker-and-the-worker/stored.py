"""The message as Redis stores it: `python stored.py`."""

import base64
import json

import redis
from tasks import app, send_welcome_email

send_welcome_email.delay(42)

# --8<-- [start:stored]
store = redis.Redis.from_url(app.conf.broker_url)
message = json.loads(store.lindex("celery", -1))
print("parts:", ", ".join(message))
print("body, as stored:")
print("   ", message["body"][:48] + "…")
print("body, decoded:")
print("   ", base64.b64decode(message["body"]).decode()[:48] + "…")
# --8<-- [end:stored]
