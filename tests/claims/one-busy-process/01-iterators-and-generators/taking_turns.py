from collections import deque


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
