"""A solution: the chord's body is a chain."""

from celery import chord
from tasks import add_up, count_signups, email_report, write_report

days = ("mon", "tue", "wed")
body = add_up.s() | write_report.s() | email_report.s("ada@example.org")
print(chord(count_signups.s(day) for day in days)(body).get(timeout=10))
