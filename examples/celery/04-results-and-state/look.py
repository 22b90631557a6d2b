"""What the result backend holds: `python look.py`."""

import json

from redis import Redis
from tasks import app, count_signups

handle = count_signups.delay("2026-10-01")
handle.get(timeout=10)

redis = Redis.from_url(app.conf.result_backend)
key = f"celery-task-meta-{handle.id}"
print(json.dumps(json.loads(redis.get(key)), indent=1))
print("kept for", round(redis.ttl(key) / 3600), "hours")

handle.get(timeout=10)
print("still there after get():", redis.exists(key) == 1)
handle.forget()
print("still there after forget():", redis.exists(key) == 1)
