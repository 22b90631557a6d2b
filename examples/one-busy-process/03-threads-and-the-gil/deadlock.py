"""Two threads, two locks, two orders: `python deadlock.py`."""

import faulthandler
import threading

# --8<-- [start:deadlock]
faulthandler.dump_traceback_later(2, exit=True)

ada, grace = threading.Lock(), threading.Lock()
both_have_one = threading.Barrier(2)  # bad luck, made certain


def transfer(source, target):
    with source:
        both_have_one.wait()
        with target:
            print("transferred")


threading.Thread(target=transfer, args=[grace, ada]).start()
transfer(ada, grace)
# --8<-- [end:deadlock]
