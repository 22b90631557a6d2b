"""A solution: the argument has its name in the message."""

from tasks import build_report

print(build_report.delay(month="October").get(timeout=10))
