"""What lets the real Celery worker run where nothing may block and nothing can be forked.

Nothing of Celery or kombu is edited. Two documented settings name our timer and our consumer
(timer.py, consumer.py). In the tab this package is `celery_lab`, beside the engine's `lab`.

    lab.Session ◄─ session.py ─┬─ worker.py    Celery's worker, turn by turn  (timer, consumer)
                               ├─ beat.py      Celery's scheduler, tick by tick
                               ├─ command.py   `celery -A tasks worker …`, as far as it is obeyed
                               ├─ events.py    Celery's signals → the page
                               ├─ inspection.py  messages and results as they lie there
                               ├─ ownership.py   what of Celery each process has to itself
                               └─ reset.py     back to a machine just switched on
"""

import lab  # replaces time.sleep before anything imports celery

from . import stand_ins

stand_ins.install()

from .session import Session  # noqa: E402

__all__ = ["Session", "lab"]
