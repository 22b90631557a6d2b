"""One task, from before it is sent to after: `python life.py`."""

from reports import app, build_report

print("never sent:     ", app.AsyncResult("made-up-id").state)

handle = build_report.apply_async(["2026-10"], countdown=1)
print("waiting:        ", handle.state)

running, reported = handle.get(timeout=10)
print("running:        ", running)
print("update_state(): ", reported)
print("returned:       ", handle.state)

handle.forget()
print("forgotten:      ", handle.state)
