"""What goes in, and what comes out: `python sending.py`."""


# --8<-- [start:parrot]
def parrot():
    heard = "squawk"
    while True:
        heard = yield heard


bird = parrot()
print(next(bird), bird.send("hello"), next(bird))
# --8<-- [end:parrot]
