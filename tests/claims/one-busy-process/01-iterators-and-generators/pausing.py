import gc
import tracemalloc
from itertools import islice

NOISE = 100_000  # bytes that something else in the process may take meanwhile


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
