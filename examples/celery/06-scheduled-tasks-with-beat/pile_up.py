"""Beat runs, no worker does: `python pile_up.py`."""

import time

from redis import Redis
from tasks import app

broker = Redis.from_url(app.conf.broker_url)
seen = 0
while seen < 3:
    if broker.llen("celery") > seen:
        seen += 1
        print("messages waiting:", seen)
    time.sleep(0.1)
