"""The whole report, in one signature: `python week_report.py`."""

from celery import group
from tasks import add_up, count_signups, email_report, write_report

# --8<-- [start:week_report]
week_report = (
    group(count_signups.s(day) for day in ("mon", "tue", "wed"))
    | add_up.s()
    | write_report.s()
    | email_report.s("ada@example.org")
)
# --8<-- [end:week_report]
print(week_report().get(timeout=10))
