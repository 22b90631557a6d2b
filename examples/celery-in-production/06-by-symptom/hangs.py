"""A child that says where it is: `celery -A hangs worker`."""

import faulthandler
import os
import signal
import time

from celery import Celery
from celery.signals import worker_process_init

app = Celery("hangs", broker="redis://localhost:6379/0")


# --8<-- [start:window]
@worker_process_init.connect
def open_a_window(**_):
    flags = os.O_CREAT | os.O_APPEND | os.O_WRONLY
    stacks = os.open("stacks.txt", flags)
    faulthandler.register(signal.SIGUSR2, stacks)


# --8<-- [end:window]


@app.task(ignore_result=True)
def fetch_rates(bank):
    wait_for_the_answer()


def wait_for_the_answer():
    time.sleep(3)
