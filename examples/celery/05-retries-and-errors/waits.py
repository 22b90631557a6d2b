"""How long would it wait? `python waits.py`."""

from celery.utils.time import get_exponential_backoff_interval as wait

plain = [wait(1, retries, 600, False) for retries in range(12)]
print("without jitter:", *plain)

draws = [wait(1, 3, 600, True) for _ in range(2000)]
print("fourth wait, with jitter, 2000 times:")
print("shortest", min(draws), "s, longest", max(draws), "s")
