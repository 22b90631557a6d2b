"""Six looks at a state: `python life.py`."""

from watched import app, watch

print("never sent:          ", app.AsyncResult("made-up-id").state)

waiting = watch.apply_async(queue="nobody-reads-this")
print("in the queue:        ", waiting.state)

handle = watch.delay()
running, reported = handle.get(timeout=10)
print("running:             ", running)
print("after update_state():", reported)
print("returned:            ", handle.state)

handle.forget()
print("forgotten:           ", handle.state)
