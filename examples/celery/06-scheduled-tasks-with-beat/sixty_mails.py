"""A schedule with a mistake in it: `celery -A sixty_mails beat`."""

from celery.schedules import crontab
from tasks import app

# --8<-- [start:schedule]
app.conf.timezone = "Europe/Berlin"
app.conf.beat_schedule = {
    "count-signups": {
        "task": "tasks.count_signups",
        "schedule": 60.0,
        "args": ["today"],
    },
    "morning-report": {
        "task": "tasks.build_report",
        "schedule": crontab(hour=7),
        "args": ["this month"],
        "options": {"expires": 3600},
    },
}
# --8<-- [end:schedule]
