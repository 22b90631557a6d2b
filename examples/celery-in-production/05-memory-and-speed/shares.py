"""What a child shares with its parent: `python shares.py` starts a worker and asks its children."""

import subprocess

from loaded import app, begin, read_block, read_rows

command = "celery -q -A loaded worker --pool prefork -c 2"
quiet = subprocess.DEVNULL
worker = subprocess.Popen(command.split(), stdout=quiet, stderr=quiet)
while not app.control.ping(timeout=0.5):
    pass
print("MB          RSS  PSS  USS")
for task in (begin, read_block, read_rows):
    rss, pss, uss = task.delay().get()
    print(f"{task.__name__:10}{rss:5}{pss:5}{uss:5}")
worker.terminate()
worker.wait()
