"""What has to be done for each order; both programs use it."""

import time


# --8<-- [start:pack]
def pack(number):
    time.sleep(1)  # wrap it, weigh it, print a label


# --8<-- [end:pack]
