import gc
import tracemalloc
from collections import deque
from itertools import islice

import pytest

NOISE = 100_000  # bytes that something else in the process may take meanwhile


class Counted:
    """Two items, and a note of each question that was asked."""

    def __init__(self):
        self.asked = []

    def __iter__(self):
        self.asked.append("iter")
        self.items = ["first", "second"]
        return self

    def __next__(self):
        self.asked.append("next")
        if not self.items:
            raise StopIteration
        return self.items.pop(0)


def test_a_for_loop_calls_iter_once_and_next_until_stopiteration():
    """A `for` loop calls `iter()` once, then `next()` until it raises `StopIteration`.

    Control: A loop that is left with `break` asks no more; so it is the loop that asks.
    """
    whole, left = Counted(), Counted()

    seen = [item for item in whole]
    for _ in left:
        break

    assert seen == ["first", "second"]
    assert whole.asked == ["iter", "next", "next", "next"]
    assert left.asked == ["iter", "next"]


def counting(items):
    """A generator over the items, for experiments that need one."""
    yield from items


@pytest.mark.parametrize(
    "iterator",
    [
        lambda items: iter(items),
        lambda items: counting(items),
        lambda items: map(int, items),
        lambda items: zip(items, items, strict=True),
    ],
    ids=["iter", "generator", "map", "zip"],
)
def test_an_iterator_can_be_looped_over_once(iterator):
    """A second loop over an iterator finds nothing left, and nothing is raised."""
    made = iterator([1, 2, 3])

    assert len([each for each in made]) == 3
    assert len([each for each in made]) == 0


def test_an_iterator_can_be_looped_over_once__control():
    """A list hands out a new iterator to each loop: the second one finds all of it again."""
    made = [1, 2, 3]

    assert iter(made) is not iter(made)
    assert len([each for each in made]) == 3
    assert len([each for each in made]) == 3


def test_calling_a_generator_function_runs_none_of_its_body():
    """Calling a function with a `yield` in it makes a generator and runs none of its body."""
    ran = []

    def body():
        ran.append("began")
        yield

    made = body()

    assert ran == []
    next(made)
    assert ran == ["began"]


def test_calling_a_generator_function_runs_none_of_its_body__control():
    """Without the `yield`, the same call runs the body at once."""
    ran = []

    def body():
        ran.append("began")

    body()

    assert ran == ["began"]


def read_lines(read, count):
    for number in range(1, count + 1):
        read.append(number)
        yield number


def test_a_pipeline_reads_no_more_than_it_is_asked_for():
    """A chain of generators reads its source only as far as the loop at its end asks for."""
    read = []
    doubled = (2 * number for number in read_lines(read, 1000))
    large = (number for number in doubled if number > 6)

    assert read == []
    assert list(islice(large, 2)) == [8, 10]
    assert read == [1, 2, 3, 4, 5]


def test_a_pipeline_reads_no_more_than_it_is_asked_for__control():
    """With a list in each step, all of the source is read, however little is asked for."""
    read = []
    doubled = [2 * number for number in read_lines(read, 1000)]
    large = [number for number in doubled if number > 6]

    assert list(islice(large, 2)) == [8, 10]
    assert len(read) == 1000


def most_bytes(work, count):
    """The most memory that was in use at once while the work was done."""
    gc.collect()
    tracemalloc.start()
    try:
        work(count)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_pipelines_memory_does_not_grow_with_its_input():
    """Over twenty times the input, a chain of generators needs no more memory than before."""

    def lazy(count):
        words = (f"line {number}" for number in range(count))
        return sum(len(word) for word in words)

    lazy(10)

    few, many = most_bytes(lazy, 5_000), most_bytes(lazy, 100_000)

    assert many - few < NOISE


def test_a_pipelines_memory_does_not_grow_with_its_input__control():
    """With lists instead of generators it grows with the input."""

    def eager(count):
        words = [f"line {number}" for number in range(count)]
        return sum([len(word) for word in words])

    eager(10)

    few, many = most_bytes(eager, 5_000), most_bytes(eager, 100_000)

    assert many - few > 10 * NOISE


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


def run(*tasks):
    """The scheduler of the chapter."""
    ready = deque(tasks)
    while ready:
        task = ready.popleft()
        try:
            next(task)
        except StopIteration:
            continue
        ready.append(task)


def parts(name, done):
    for number in (1, 2):
        done.append(f"{name} {number}")
        yield


def test_a_generator_that_does_not_yield_holds_up_the_others():
    """In a scheduler of generators, one that doesn't yield does all it has to do in one turn."""
    done = []

    def greedy():
        for number in (1, 2):
            done.append(f"greedy {number}")
        yield

    run(greedy(), parts("polite", done))

    assert done == ["greedy 1", "greedy 2", "polite 1", "polite 2"]


def test_a_generator_that_does_not_yield_holds_up_the_others__control():
    """If it yields after each part, the two take turns."""
    done = []

    run(parts("first", done), parts("polite", done))

    assert done == ["first 1", "polite 1", "first 2", "polite 2"]
