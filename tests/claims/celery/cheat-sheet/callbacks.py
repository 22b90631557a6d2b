"""What is sent, or called, after a task: `link` and `link_error`."""

from handoff.samples.waiting import wait_until

LINKED = """
    from celery import Celery
    from notes import note

    app = Celery("tasks")

    @app.task
    def half(number):
        if number % 2:
            raise ValueError(f"{number} is odd")
        return number // 2

    @app.task
    def say(value):
        note("half is", value)

    @app.task
    def apologise(request, error, traceback):
        note("sorry", request.args, error)
"""


def test_link_gets_the_value_and_link_error_the_failure(project):
    """`link` is run with what the task returned, `link_error` with its request and exception.

    Control: Each of the two calls has both, and only one of them runs.
    """
    project.write("tasks.py", LINKED)
    project.worker(mingle=False)
    half, after = project.tasks.half, project.tasks.say.s()
    sorry = project.tasks.apologise.s()

    half.apply_async((42,), link=after, link_error=sorry)
    wait_until(lambda: len(project.notes) == 1, lambda: f"{project.notes}")
    half.apply_async((43,), link=after, link_error=sorry)

    wait_until(lambda: len(project.notes) == 2, lambda: f"{project.notes}")
    project.tasks.say.delay("the end")
    wait_until(lambda: len(project.notes) == 3, lambda: f"{project.notes}")
    assert project.notes == ["half is 21", "sorry [43] 43 is odd", "half is the end"]
