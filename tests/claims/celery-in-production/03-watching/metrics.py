"""Counters in children, alerts in Prometheus."""

import re

import httpx
import pytest
from celery import Celery

from handoff.samples.ports import free_port
from handoff.samples.waiting import wait_until
from tests.fixtures.servers import require
from tests.servers.prometheus import Prometheus, promtool

SAMPLE = "celery-in-production/03-watching"
COUNTING = """
    import os

    from celery import Celery
    from celery.signals import worker_ready
    from notes import note
    from prometheus_client import Counter, start_http_server

    app = Celery("tasks")
    sent = Counter("receipts", "Receipts that were sent.")


    @worker_ready.connect
    def serve(**kwargs):
        if port := os.environ.get("METRICS_PORT"):
            start_http_server(int(port))


    @app.task
    def send_receipt():
        sent.inc()
        note("sent")
"""


def send_receipts():
    """Three, by name: this process must not count."""
    client = Celery()
    for _ in range(3):
        client.send_task("tasks.send_receipt").get(timeout=30)


def scraped(project, *options):
    """What the worker's own /metrics says after three tasks."""
    port = free_port()
    project.write("tasks.py", COUNTING)
    project.worker(*options, mingle=False, METRICS_PORT=str(port))
    send_receipts()
    assert project.notes == ["sent"] * 3
    return httpx.get(f"http://127.0.0.1:{port}/metrics").text


def test_a_counter_in_a_child_does_not_reach_its_parents_metrics(project):
    """With prefork, what a task counts in its child is 0 in the metrics that the worker serves."""
    assert "receipts_total 0.0" in scraped(project)


def test_a_counter_in_a_child_does_not_reach_its_parents_metrics__control(project):
    """With threads there's one process, and the same counter is 3."""
    assert "receipts_total 3.0" in scraped(project, "-P", "threads")


@pytest.mark.slow
def test_multiprocess_mode_leaves_a_file_for_each_child(project):
    """With PROMETHEUS_MULTIPROC_DIR each child that counted leaves a file, its end or not.

    Control: A child that isn't replaced counts to three in a single file.
    """
    project.write("tasks.py", COUNTING)
    for name, options in [("replaced", ("--max-tasks-per-child", "1")), ("kept", ())]:
        folder = project.folder / name
        folder.mkdir()
        worker = project.worker(*options, mingle=False, PROMETHEUS_MULTIPROC_DIR=str(folder))
        send_receipts()
        worker.stop()

    files = {name: list((project.folder / name).glob("*.db")) for name in ("replaced", "kept")}
    pids = {name: {note.pid for note in project.notes[at : at + 3]} for name, at in HALVES}
    assert len(pids["replaced"]) == 3 and len(pids["kept"]) == 1
    for name, each in pids.items():
        counted = {int(re.search(r"\d+", path.name)[0]) for path in files[name]}
        assert each <= counted


HALVES = (("replaced", 0), ("kept", 3))


FIRST_FAILURE = """
rule_files: [rules.yml]
tests:
  - interval: 1m
    input_series:
      - { series: 'failures_total{task="new"}', values: '_x10 1x20' }
      - { series: 'failures_total{task="from_zero"}', values: '0x10 1x20' }
    alert_rule_test:
      - alertname: Failed
        eval_time: 12m
        exp_alerts: [{ exp_labels: { task: from_zero } }]
"""
FAILED = """
groups:
  - name: failures
    rules: [{ alert: Failed, expr: "increase(failures_total[10m]) > 0" }]
"""


def test_the_first_failure_of_a_new_series_is_no_increase(tmp_path):
    """A counter that Prometheus first sees as 1 hasn't increased, and no alert on it fires.

    Control: A counter that was there as 0 has increased, and its alert fires.
    """
    require(Prometheus)
    (tmp_path / "rules.yml").write_text(FAILED)
    (tmp_path / "test.yml").write_text(FIRST_FAILURE)

    promtool(tmp_path, "test", "rules", "test.yml")


SHORTER = {
    "alerts.yml": {"> 300": "> 5", "> 60": "> 10", ": 2m": ": 2s", "1m": "1s", "5m": "5s"},
    "prometheus.yml": {"15s": "1s"},
}


def seconds_for_minutes(project):
    """The chapter's own rules and scrape; only their times are shorter, and the port is ours."""
    port = project.address("exporter").rpartition(":")[2]
    SHORTER["prometheus.yml"]["localhost:9808"] = f"127.0.0.1:{port}"
    for name, changes in SHORTER.items():
        text = (project.folder / name).read_text()
        for old, new in changes.items():
            assert old in text
            text = text.replace(old, new)
        (project.folder / name).write_text(text)


@pytest.mark.slow
@pytest.mark.brokers("valkey", "redis", "rabbitmq")
def test_a_killed_worker_and_an_unread_queue_fire_alerts(project):
    """Prometheus scrapes the exporter; a killed worker and what then waits fire the alerts.

    Control: While the worker reads its queue, none fires; with a new worker, none does any more.
    """
    require(Prometheus)
    project.copy(SAMPLE)
    exporter, worker = project.start("exporter", "worker")
    seconds_for_minutes(project)
    prometheus = Prometheus(project.folder)
    try:
        wait_until(prometheus.up, "Prometheus to scrape")
        receipt(project)
        fires(prometheus, set())

        worker.kill()
        receipt(project, waits=False)
        late = {"CeleryLate"} if project.broker.name != "rabbitmq" else set()
        fires(prometheus, {"CelerySilent", "CeleryStuck"} | late)

        project.start("worker")
        fires(prometheus, set())
        exporter.kill()
        fires(prometheus, {"CeleryBlind"})
    finally:
        prometheus.close()


def receipt(project, waits=True):
    """A receipt is sent, by a program of its own: its signal's receiver is not for this process."""
    task = project.run("celery -A tasks call tasks.send_receipt --args '[7]'").strip()
    if waits:
        Celery().AsyncResult(task).get(timeout=60)


def fires(prometheus, names):
    wait_until(lambda: prometheus.firing() == names, lambda: f"{names}: {prometheus.firing()}")


@pytest.mark.slow
@pytest.mark.brokers("valkey", "redis", "rabbitmq", own=True)
def test_the_exporter_ends_when_the_broker_is_gone(project):
    """A broker that's killed ends the exporter, so that Prometheus can say so.

    Control: Until then it answers.
    """
    project.copy(SAMPLE)
    (exporter,) = project.start("exporter")
    assert "celery_queue_messages" in httpx.get(f"{project.address('exporter')}/metrics").text

    project.broker.kill()

    assert exporter.wait() != 0


@pytest.mark.slow
@pytest.mark.brokers("valkey", "redis", "rabbitmq")
def test_the_exporter_forgets_a_worker_that_was_stopped_warm(project):
    """A worker that's stopped warm is in the exporter's list no more.

    Control: One that's killed stays there, with its last heartbeat.
    """
    project.copy(SAMPLE)
    project.start("exporter")
    killed, stopped = (project.worker("-n", name, mingle=False) for name in ("killed@a", "warm@b"))
    both = {"killed@a", "warm@b"}
    wait_until(lambda: listed(project) == both, lambda: f"both: {listed(project)}")

    killed.kill()
    stopped.stop()

    wait_until(lambda: listed(project) == {"killed@a"}, lambda: f"one: {listed(project)}")


def listed(project):
    """The workers in the exporter's metrics."""
    text = httpx.get(f"{project.address('exporter')}/metrics").text
    return set(re.findall(r'^celery_worker_heartbeat_seconds{worker="(.*?)"}', text, re.MULTILINE))
