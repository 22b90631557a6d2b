"""What a request, a log line and a stored result say about a task."""

import json

from handoff.samples.waiting import wait_until

TOLD = """
    import json
    import logging

    from celery import Celery
    from celery.utils.log import get_task_logger
    from notes import note

    app = Celery("tasks")
    celerys, pythons = get_task_logger(__name__), logging.getLogger("pythons")

    @app.task(bind=True, max_retries=1, default_retry_delay=0)
    def ask(self, *args, **kwargs):
        request = self.request
        names = ["id", "retries", "args", "kwargs", "hostname", "eta", "expires"]
        told = {name: getattr(request, name) for name in [*names, "root_id", "parent_id"]}
        told["queue"] = request.delivery_info["routing_key"]
        told["directly"] = request.called_directly
        note(json.dumps(told))
        if request.retries == 0 and not request.called_directly:
            raise self.retry()

    @app.task
    def pass_on():
        ask.apply_async(("passed on",), queue="mail")

    @app.task
    def log():
        celerys.warning("with Celery's")
        pythons.warning("with Python's")

    @app.task
    def add(x, y):
        return x + y
"""


def test_the_request_says_which_call_this_is(project):
    """`self.request` holds the call's id, arguments, queue and worker, and counts the retries."""
    project.write("tasks.py", TOLD)
    project.worker("-Q", "celery,mail", mingle=False)

    sent = project.tasks.ask.apply_async((1,), {"to": "ada"}, queue="mail", expires=3600)
    sent.get(timeout=30)

    first, second = [json.loads(note) for note in project.notes]
    assert first["id"] == second["id"] == first["root_id"] == sent.id
    assert (first["retries"], second["retries"]) == (0, 1)
    assert (first["args"], first["kwargs"]) == ([1], {"to": "ada"})
    assert first["hostname"].startswith("w1@") and first["queue"] == "mail"
    assert first["expires"] and not first["eta"]
    assert not first["directly"]


def test_the_request_says_who_sent_this_call(project):
    """`parent_id` is the id of the task that sent this one, for a retry its own; `root_id` stays.

    Control: Sent by the client, a call has no parent.
    """
    project.write("tasks.py", TOLD)
    project.worker("-Q", "celery,mail", mingle=False)

    project.tasks.ask.delay("from the client").get(timeout=30)
    root = project.tasks.pass_on.delay()
    wait_until(lambda: len(project.notes) == 4, lambda: f"four runs: {project.notes}")

    sent, again, passed_on, _ = [json.loads(note) for note in project.notes]
    assert (sent["parent_id"], sent["root_id"]) == (None, sent["id"])
    assert (again["parent_id"], again["root_id"]) == (sent["id"], sent["id"])
    assert (passed_on["parent_id"], passed_on["root_id"]) == (root.id, root.id)


def test_the_request_says_which_call_this_is__control(project):
    """Called like a function, the task has a request without an id, and says so."""
    project.write(
        "tasks.py",
        """
        from celery import Celery

        app = Celery("tasks")

        @app.task(bind=True)
        def ask(self):
            return self.request.called_directly, self.request.id, self.request.hostname
        """,
    )

    assert project.tasks.ask() == (True, None, None)


def line_of(log: str, words: str) -> str:
    return next(line for line in log.splitlines() if words in line)


def test_a_task_logger_adds_the_name_and_the_id(project):
    """get_task_logger() puts the task's name and id into each line; Python's own logger doesn't.

    Control: The same task logs a second line with Python's own logger.
    """
    project.write("tasks.py", TOLD)
    worker = project.worker(mingle=False)

    sent = project.tasks.log.delay()
    sent.get(timeout=30)
    worker.wait_for("with Python's")

    assert f"tasks.log[{sent.id}]" in line_of(worker.log, "with Celery's")
    assert sent.id not in line_of(worker.log, "with Python's")


def stored(project):
    project.worker(mingle=False)
    sent = project.tasks.add.delay(2, 3)
    sent.get(timeout=30)
    return project.tasks.app.AsyncResult(sent.id)


def test_result_extended_keeps_name_and_arguments(project):
    """With `result_extended` the stored result has the task's name, arguments, worker and queue."""
    extended = TOLD + "\n    app.conf.result_extended = True\n"
    project.write("tasks.py", extended)

    result = stored(project)

    assert (result.name, result.args, result.kwargs) == ("tasks.add", [2, 3], {})
    assert result.worker.startswith("w1@") and result.queue == "celery"


def test_result_extended_keeps_name_and_arguments__control(project):
    """Without it the result is there, and none of those is."""
    project.write("tasks.py", TOLD)

    result = stored(project)

    assert result.get() == 5
    assert [result.name, result.args, result.kwargs, result.worker, result.queue] == [None] * 5
