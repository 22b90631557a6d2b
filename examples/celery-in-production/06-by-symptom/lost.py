"""What ended the child? `python lost.py`."""

import signal

from tasks import die

CAUSES = {
    "kill -9": signal.SIGKILL,
    "a crash in C": signal.SIGSEGV,
    "SIGTERM": signal.SIGTERM,
    "os._exit(1)": "exit",
}

for cause, how in CAUSES.items():
    error = die.delay(how).get(timeout=60, propagate=False)
    message, _, _ = str(error).partition(" Job")
    print(f"{cause:<14}{message}")
