"""What lets the real Celery worker run where nothing may block and nothing can be forked.

Nothing of Celery or kombu is edited. Two documented settings name our timer and our consumer
(timer.py, consumer.py); `time.sleep` is replaced, before Celery is imported, so that a program
that waits lets the worker have its turns (clock.py).

    page ◄─ tell ─ session.py ─┬─ process.py   what two processes would not share
                               ├─ worker.py    Celery's worker, turn by turn  (timer, consumer)
                               ├─ beat.py      Celery's scheduler, tick by tick
                               ├─ program.py   the reader's program
                               ├─ events.py    Celery's signals → the timeline
                               ├─ peek.py      messages and results as they lie there
                               └─ reset.py     back to a machine just switched on
"""

from . import stand_ins

stand_ins.install()  # before anything imports celery

from .session import Session  # noqa: E402

__all__ = ["Session"]
