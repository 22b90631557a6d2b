"""What canvas needs a result backend for: `python no_backend.py`."""

from celery import chain, chord, group
from tasks import add_up, app, count_signups, write_report

app.conf.result_backend = None
counts = [count_signups.s("mon"), count_signups.s("tue")]

for work in (
    chain(count_signups.s("mon"), write_report.s()),
    group(counts),
    chord(counts, add_up.s()),
):
    name = type(work).__name__.strip("_")
    try:
        work.delay()
        print(f"{name}: sent")
    except NotImplementedError as error:
        print(f"{name}: {str(error).strip().splitlines()[0]}")
