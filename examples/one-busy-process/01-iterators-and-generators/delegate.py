"""One generator hands over to another: `python delegate.py`."""


# --8<-- [start:delegate]
def ask_for_both():
    first = yield "first half?"
    second = yield "second half?"
    return first + second


def conversation():
    word = yield from ask_for_both()
    yield f"so the word is {word}"


talk = conversation()
print(next(talk))
print(talk.send("hand"))
print(talk.send("off"))
# --8<-- [end:delegate]
