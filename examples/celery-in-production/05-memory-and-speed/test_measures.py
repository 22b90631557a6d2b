"""The programs that measure: they run, and what they print has the shape that the page tells of."""

import re

import pytest

SAMPLE = "celery-in-production/05-memory-and-speed"


@pytest.mark.slow
def test_waiting_goes_by_slots(project):
    project.copy(SAMPLE)

    printed = project.run('python throughput.py solo "threads -c 20"', timeout=200)

    alone, together = map(float, re.findall(r"wait +([\d.]+)/s", printed))
    assert together > 3 * alone


@pytest.mark.slow
def test_fewer_messages_are_quicker(project):
    project.copy(SAMPLE)
    project.worker(mingle=False)

    printed = project.run("python batches.py", timeout=120)

    took = [float(found) for found in re.findall(r"([\d.]+) ms", printed)]
    assert len(took) == 4
    assert took[3] < took[0]
