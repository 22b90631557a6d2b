import pytest


def heard_by(generator_function, resume):
    """What the paused `yield` of the generator evaluated to."""
    heard = []
    made = generator_function(heard)
    next(made)
    resume(made)
    return heard


def listen(heard):
    while True:
        heard.append((yield))


def test_send_gives_the_paused_yield_its_value():
    """`send(value)` makes the paused `yield` evaluate to that value.

    Control: With `next()` in its place it evaluates to `None`.
    """
    assert heard_by(listen, lambda made: made.send(20)) == [20]
    assert heard_by(listen, next) == [None]


def test_a_fresh_generator_refuses_a_value():
    """A generator that hasn't started refuses a value with a `TypeError`.

    Control: Once `next()` has run it to its first `yield`, it takes the value.
    """
    heard = []
    made = listen(heard)

    with pytest.raises(TypeError, match="just-started generator"):
        made.send(20)
    assert heard == []

    next(made)
    made.send(20)
    assert heard == [20]


def helper(heard):
    heard.append((yield "question"))
    return "answer"


def test_yield_from_passes_values_both_ways_and_returns_the_result():
    """`yield from` connects the caller to a helper both ways, and evaluates to its return value."""
    heard, results = [], []

    def outer():
        results.append((yield from helper(heard)))
        yield "end"

    made = outer()

    assert next(made) == "question"
    assert made.send("sent by the caller") == "end"
    assert (heard, results) == (["sent by the caller"], ["answer"])


def test_yield_from_passes_values_both_ways_and_returns_the_result__control():
    """A loop that yields the helper's items on passes nothing in, and loses the return value."""
    heard, results = [], []

    def outer():
        for item in helper(heard):
            results.append((yield item))
        yield "end"

    made = outer()

    assert next(made) == "question"
    assert made.send("sent by the caller") == "end"
    assert (heard, results) == ([None], ["sent by the caller"])


def opened(events):
    events.append("open")
    try:
        yield 1
        yield 2
    finally:
        events.append("close")


def test_close_runs_the_finally_of_a_paused_generator():
    """`close()` raises `GeneratorExit` at the `yield` where a generator is paused."""
    events, raised = [], []

    def watched():
        try:
            yield from opened(events)
        except BaseException as error:
            raised.append(type(error))
            raise

    made = watched()
    next(made)

    made.close()

    assert events == ["open", "close"]
    assert raised == [GeneratorExit]


def test_close_runs_the_finally_of_a_paused_generator__control():
    """A generator that hasn't started isn't in its `try`: closing it runs no `finally`."""
    events = []
    made = opened(events)

    made.close()

    assert events == []


def test_a_generator_that_nobody_holds_is_closed_at_once():
    """CPython closes a paused generator when the loop over it is left and nobody refers to it."""
    events = []

    for _ in opened(events):
        break
    events.append("after the loop")

    assert events == ["open", "close", "after the loop"]


def test_a_generator_that_nobody_holds_is_closed_at_once__control():
    """While a variable refers to it, it stays open; it is closed when that is gone."""
    events = []
    held = opened(events)

    for _ in held:
        break
    events.append("after the loop")
    del held

    assert events == ["open", "after the loop", "close"]


def test_a_stopiteration_inside_a_generator_becomes_a_runtimeerror():
    """When `next()` in a generator's body runs out, the caller gets a `RuntimeError`."""

    def first_of(other):
        yield next(other)

    with pytest.raises(RuntimeError, match="generator raised StopIteration"):
        list(first_of(iter([])))


def test_a_stopiteration_inside_a_generator_becomes_a_runtimeerror__control():
    """With a default for `next()`, the generator goes on."""

    def first_of(other):
        yield next(other, "nothing")

    assert list(first_of(iter([]))) == ["nothing"]
