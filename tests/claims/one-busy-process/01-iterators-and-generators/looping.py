import pytest


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
