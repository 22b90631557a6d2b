"""Each child connects for itself: `celery -A healed worker -c 2`."""

from celery.signals import worker_process_init
from forked import app, engine

__all__ = ["app"]


# --8<-- [start:dispose]
@worker_process_init.connect
def forget_inherited_connections(**_):
    engine.dispose(close=False)


# --8<-- [end:dispose]
