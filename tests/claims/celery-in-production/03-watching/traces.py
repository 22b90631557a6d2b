"""Spans: made in children, handed on in headers, and lost where nobody flushes."""

import json

import pytest

from handoff.samples.waiting import wait_until

SAMPLE = "celery-in-production/03-watching/tracing"
EXPORT = """
    from notes import note
    from opentelemetry import trace
    from opentelemetry.instrumentation.celery import CeleryInstrumentor
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import (
        BatchSpanProcessor,
        SpanExporter,
        SpanExportResult,
    )


    class Notes(SpanExporter):
        def export(self, spans):
            for span in spans:
                note("span", span.name, format(span.context.trace_id, "032x"))
            return SpanExportResult.SUCCESS


    def start(processor):
        provider = TracerProvider()
        provider.add_span_processor(processor)
        trace.set_tracer_provider(provider)
        CeleryInstrumentor().instrument()
"""
WORK = """
    import os
    import threading
    import time

    import export
    from celery import Celery
    from celery.signals import worker_process_shutdown
    from notes import note

    app = Celery("tasks")
    ours = threading.Thread(target=time.sleep, args=(600,), daemon=True)
    if os.environ.get("TRACED"):  # in the worker, before the fork
        ours.start()
        delay = int(os.environ["TRACED"])
        batch = export.BatchSpanProcessor(export.Notes(), schedule_delay_millis=delay)
        export.start(batch)


    @app.task
    def work():
        note("our thread is", "alive" if ours.is_alive() else "gone")


    if os.environ.get("FLUSH"):

        @worker_process_shutdown.connect
        def flush(**kwargs):
            export.trace.get_tracer_provider().force_flush()
"""


def traced(project, *options, **env):
    project.write("export.py", EXPORT)
    project.write("tasks.py", WORK)
    worker = project.worker(*options, mingle=False, **env)
    project.run("celery -A tasks call tasks.work")
    worker.wait_for("succeeded in")
    return worker


def exported(project):
    return [note for note in project.notes if note.startswith("span run/tasks.work")]


def test_a_provider_from_before_the_fork_exports_from_the_child(project):
    """OpenTelemetry's SDK starts the thread of its batches again in a child, and spans come out.

    Control: A thread of our own, started beside it, is gone in the child.
    """
    traced(project, TRACED="100")

    wait_until(lambda: exported(project), lambda: f"a span: {project.notes}")
    assert "our thread is gone" in project.notes
    assert exported(project)[0].pid == project.notes[0].pid != project.processes[0].pid


ENDS = pytest.mark.parametrize("how", ["replaced", pytest.param("stopped", marks=pytest.mark.slow)])


def ended(project, how, **env):
    """A child that has run one task has ended: replaced after it, or at a warm stop."""
    options = ("--max-tasks-per-child", "1") if how == "replaced" else ()
    worker = traced(project, *options, TRACED="60000", **env)
    child, children = project.notes[0].pid, lambda: [each.pid for each in worker.children()]
    if how == "replaced":
        wait_until(lambda: child not in children(), "the child to end")
    else:
        assert child in children()
    assert worker.stop() == 0


@ENDS
def test_spans_that_wait_are_lost_when_the_child_ends(project, how):
    """Spans that wait for their batch aren't exported when their child ends: because it's replaced,
    or because its worker is stopped warm.

    The batch waits for a minute here, so that it's sure to be waiting.
    """
    ended(project, how)

    assert exported(project) == []


@ENDS
def test_spans_that_wait_are_lost_when_the_child_ends__control(project, how):
    """With force_flush() in worker_process_shutdown they're exported."""
    ended(project, how, FLUSH="yes")

    assert len(exported(project)) == 1


@pytest.mark.slow
@pytest.mark.brokers("valkey", "rabbitmq")
def test_one_trace_goes_from_the_request_to_the_subtask(project):
    """The request, both tasks and both messages are one trace, each span in the one that caused it.

    Control: Where the worker has no tracing, the trace ends with the first message.
    """
    project.copy(SAMPLE)
    _, worker = project.start("web", "worker")
    spans = request(project, "run/tasks.send_receipt")

    first = spans["apply_async/tasks.take_order"]
    assert first["resource"]["attributes"]["service.name"] == "web"
    chain = ["run/tasks.take_order", "apply_async/tasks.send_receipt", "run/tasks.send_receipt"]
    for name in chain:
        assert spans[name]["parent_id"] == first["context"]["span_id"]
        assert spans[name]["context"]["trace_id"] == first["context"]["trace_id"]
        first = spans[name]

    worker.stop()
    worker = project.worker(mingle=False, OTEL_SDK_DISABLED="true")
    spans = request(project, "apply_async/tasks.take_order")
    worker.wait_for("succeeded in", times=2)
    assert not {"run/tasks.take_order", "run/tasks.send_receipt"} & set(spans)


def request(project, last):
    """One request; the spans that it made, by name, once there's one of that name."""
    file = project.folder / "spans.jsonl"
    path = project.env["SPANS"]
    file = type(file)(path)
    done = len(read(file))
    project.run(f"python -c 'import httpx; httpx.post(\"{project.address('web')}/orders/7\")'")
    wait_until(lambda: last in {span["name"] for span in read(file)[done:]}, f"span {last}")
    return {span["name"]: span for span in read(file)[done:]}


def read(file):
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []
