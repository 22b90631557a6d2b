"""What Sentry hears of five tasks: `python report.py`."""

import os
import time

import stand_in
import tasks

events = stand_in.start(int(os.environ["SENTRY_PORT"]))


def what(event):
    error = event["exception"]["values"][-1]
    task_id = event.get("tags", {}).get("celery_task_id")
    return f"{error['type']}, {'with a' if task_id else 'no'} task id"


LAST = "that was all"


def run(text, task, *arguments, last=LAST):
    events.clear()
    result = task.delay("4111 1111", *arguments)
    result.get(timeout=30, propagate=False)
    if last == LAST:
        tasks.say.delay(LAST)  # a child reports in order
    while last not in str(events):
        time.sleep(0.05)
    errors = [each for each in events if "exception" in each]
    said = "; ".join(what(each) for each in errors) or "no report"
    print(f"{text:<28}{result.state:<9}{said}")


run("a mistake", tasks.charge)
run("an expected exception", tasks.charge_declined)
run("a retry that succeeds", tasks.charge_later, 2)
run("retries until the last", tasks.charge_later, 9)
run("a child that's killed", tasks.charge_and_die, last="WorkerLost")
