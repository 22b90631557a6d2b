"""How long would it wait? `python waits.py`."""

from celery.utils.time import get_exponential_backoff_interval as wait


def waits(retries, jitter=True):
    return [wait(1, retry, 600, jitter) for retry in range(retries)]


print("without jitter:", *waits(12, jitter=False))

draws = [wait(1, 3, 600, True) for _ in range(2000)]
print("fourth wait, with jitter, drawn 2000 times:")
print("shortest", min(draws), "s, longest", max(draws), "s")
