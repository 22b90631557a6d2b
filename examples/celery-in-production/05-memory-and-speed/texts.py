"""Ten texts a second, over all workers: `celery -A texts worker`."""

import redis
from celery import Celery

app = Celery(
    "texts",
    broker="redis://localhost:6379/0",
    backend="redis://localhost:6379/1",
)
# --8<-- [start:turn]
NEXT_TURN = """
local time = redis.call('TIME')
local now = time[1] + time[2] / 1000000
local turn = tonumber(redis.call('GET', KEYS[1]) or 0)
turn = math.max(turn, now)
local following = turn + 1 / ARGV[1]
local keep = math.ceil(following - now) + 60
redis.call('SET', KEYS[1], string.format('%.6f', following), 'EX', keep)
return string.format('%.6f', turn - now)
"""


def seconds_to_turn(name, per_second):
    """Take the next turn of that name, and say how far off it is."""
    with redis.Redis.from_url(app.conf.result_backend) as client:
        wait = client.eval(NEXT_TURN, 1, f"turn:{name}", per_second)
    return float(wait)


@app.task(bind=True, max_retries=None, ignore_result=True)
def send_text(self, user_id, my_turn=False):
    if not my_turn and (wait := seconds_to_turn("texts", 10)):
        again = {"args": [user_id], "kwargs": {"my_turn": True}}
        raise self.retry(**again, countdown=wait)
    print(f"text to user {user_id} sent")


# --8<-- [end:turn]
