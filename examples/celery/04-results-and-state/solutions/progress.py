"""A solution: a task that reports on its way."""

from tasks import build_report

print(build_report.delay("2026-10").get(timeout=20))
