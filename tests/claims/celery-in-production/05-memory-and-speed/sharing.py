"""What the children of a worker share, and what each has for itself."""

import sys

import pytest

TABLES = """
    import psutil
    from celery import Celery

    app = Celery("tasks")
    SIZE = 200 * 2**20
    block = b"x" * SIZE
    rows = [float(number) for number in range(4_000_000)]
    loaded = {}


    def own():
        '''Megabytes that this process has for itself.'''
        return psutil.Process().memory_full_info().uss / 2**20


    @app.task
    def look():
        return own()


    @app.task
    def load():
        loaded["block"] = b"y" * SIZE
        return own()


    @app.task
    def read_block():
        block.count(b"y")
        return own()


    @app.task
    def read_rows():
        sum(rows)
        return own()
"""
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads what Linux says of memory")


@pytest.fixture
def own(project):
    """own("look"): the megabytes that the child has for itself after that task."""
    project.write("tasks.py", TABLES)
    project.worker(mingle=False)
    return lambda name: getattr(project.tasks, name).delay().get(timeout=60)


def test_what_is_loaded_before_the_fork_is_shared(own):
    """A child shares the 200 MB that its module has loaded, and owns far less.

    Control: What a task loads after the fork is the child's own.
    """
    before = own("look")

    after = own("load")

    assert before < 100
    assert after - before > 180


def test_reading_a_list_copies_its_objects(own):
    """Adding up a shared list of numbers makes its 90 MB of objects the child's own.

    Control: Reading 200 MB that are one object of bytes copies nothing.
    """
    before = own("read_block")
    assert before < 100

    assert own("read_rows") - before > 60
