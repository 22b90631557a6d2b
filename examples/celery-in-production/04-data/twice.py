"""Each task two times: `python twice.py`."""

from bridges import a_loop_for_each_task, one_loop_for_all

for task in (a_loop_for_each_task, one_loop_for_all):
    for turn in ("first", "second"):
        result = task.delay().get(timeout=30, propagate=False)
        said = "works" if isinstance(result, int) else repr(result)
        print(f"{task.__name__}, {turn}: {said}")
