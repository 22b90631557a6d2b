"""One experiment for every sentence about Celery's behaviour."""
