"""One after the other, then side by side: `python chain_and_group.py`."""

from celery import chain, group
from tasks import count_signups, email_report, write_report

# --8<-- [start:chain]
report = chain(
    count_signups.s("mon"),
    write_report.s(),
    email_report.s("ada@example.org"),
)
print(report().get(timeout=10))
# --8<-- [end:chain]

# --8<-- [start:group]
week = group(count_signups.s(day) for day in ("mon", "tue", "wed"))
print(week().get(timeout=10))
# --8<-- [end:group]
