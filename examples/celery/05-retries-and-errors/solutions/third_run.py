"""A solution: the message says that two tries came before."""

from tasks import send_digest

digest = send_digest.apply_async((42,), retries=2)
print(digest.get(timeout=10))
