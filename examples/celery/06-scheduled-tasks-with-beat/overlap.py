"""Three sends meet three free slots: `python overlap.py`."""

from once import build_report_once
from tasks import build_report


def send_three(task):
    sent = [task.delay("this month") for _ in range(3)]
    answers = sorted(result.get(timeout=30) for result in sent)
    print(task.name, *answers, sep="\n  ")


send_three(build_report)
send_three(build_report_once)
