"""Four ways to call a task: `python ways.py` while a worker runs."""

from tasks import app, build_report, send_welcome_email

# --8<-- [start:ways]
here = send_welcome_email(42, language="nl")
plain = send_welcome_email.delay(42, language="nl")
options = send_welcome_email.apply_async(
    args=(42,),
    kwargs={"language": "nl"},
    countdown=1,
)
by_name = app.send_task("tasks.send_welcome_email", (42, "nl"))
# --8<-- [end:ways]

print(here)
for handle in (plain, options, by_name, build_report.delay("March")):
    print(handle.get(timeout=10))
