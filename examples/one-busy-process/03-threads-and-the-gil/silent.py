"""A pool keeps an exception to itself: `python silent.py`."""

from concurrent.futures import ThreadPoolExecutor


# --8<-- [start:silent]
def send(user_id):
    raise ConnectionError(f"no email for user {user_id}")


with ThreadPoolExecutor() as pool:
    sent = pool.submit(send, 42)
print("all done, it seems")

try:
    sent.result()
except ConnectionError as error:
    print("asked for the result:", error)
# --8<-- [end:silent]
