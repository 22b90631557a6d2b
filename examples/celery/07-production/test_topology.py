"""Two web processes, three workers, a beat and Flower, as separate processes that get killed."""

from pathlib import Path

import httpx
import pytest
import yaml

from handoff.samples.manifest import load
from handoff.samples.waiting import wait_until

HERE = Path(__file__).parent
SAMPLE = "celery/07-production"
EVERYWHERE = pytest.mark.brokers("redis", "rabbitmq")


@pytest.fixture
def topology(project):
    """All processes of run.toml, each answering."""
    project.copy(SAMPLE)
    names = list(load(HERE).processes)
    project.all = dict(zip(names, project.start(), strict=True))
    return project


def post(topology, web, path):
    return httpx.post(topology.address(web) + path).raise_for_status().json()["task"]


def look(topology, web, task):
    return httpx.get(f"{topology.address(web)}/tasks/{task}").raise_for_status().json()


def finished(topology, web, task):
    wait_until(lambda: look(topology, web, task)["state"] == "SUCCESS", f"{task} to succeed")
    return look(topology, web, task)["result"]


def done(topology):
    """How many tasks the two fast workers have finished."""
    logs = [topology.all[name].log for name in ("fast1", "fast2")]
    return sum(log.count("succeeded in") for log in logs)


def sent_by(email, *workers):
    """One of the workers has run this task; nobody keeps its result."""
    text = f"Task tasks.send_welcome_email[{email}] succeeded"
    logs = "".join(worker.log for worker in workers)
    wait_until(lambda: any(text in worker.log for worker in workers), lambda: f"{text}\n{logs}")


@EVERYWHERE
def test_work_goes_from_either_web_process_to_the_worker_of_its_queue(topology):
    email, report = post(topology, "web1", "/users/7"), post(topology, "web2", "/reports/2026-11")

    sent_by(email, topology.all["fast1"], topology.all["fast2"])
    assert finished(topology, "web1", report) == "built 2026-11"  # asked of the other process
    assert report in topology.all["slow"].log
    assert email not in topology.all["slow"].log
    wait_until(lambda: done(topology), "a count that beat has sent")
    flower_asks_for_a_password_and_sees_three_workers(topology)


def flower_asks_for_a_password_and_sees_three_workers(topology):
    address = topology.address("flower")
    assert httpx.get(f"{address}/workers").status_code == 401
    user = tuple(topology.env["FLOWER_BASIC_AUTH"].split(":"))

    def seen():
        answer = httpx.get(f"{address}/api/workers?refresh=1", auth=user, timeout=30)
        return {name.split("@")[0] for name in answer.json()} if answer.is_success else set()

    wait_until(lambda: seen() == {"fast1", "fast2", "slow"}, lambda: f"three workers: {seen()}")


@pytest.mark.slow
@EVERYWHERE
def test_a_killed_web_process_a_killed_worker_and_a_killed_beat_are_survived(topology):
    report = post(topology, "web1", "/reports/2026-10?seconds=3")
    topology.all["web1"].kill()
    assert finished(topology, "web2", report) == "built 2026-10"

    topology.all["fast1"].kill()
    for email in [post(topology, "web2", f"/users/{number}") for number in range(5)]:
        sent_by(email, topology.all["fast2"])

    topology.all["beat"].kill()
    (again,) = topology.start("beat")
    topology.all["fast2"].wait_for("received")
    before = done(topology)
    again.wait_for("Sending due task count-signups")
    wait_until(lambda: done(topology) > before, "a count after beat is back")


@pytest.mark.slow
@EVERYWHERE
def test_reports_wait_for_the_slow_worker_while_emails_go_on(topology):
    running = post(topology, "web1", "/reports/2026-08?seconds=60")
    topology.all["slow"].wait_for(running)
    topology.all["slow"].kill()
    waiting = post(topology, "web1", "/reports/2026-09?seconds=0")

    email = post(topology, "web1", "/users/8")
    sent_by(email, topology.all["fast1"], topology.all["fast2"])
    assert look(topology, "web1", waiting)["state"] == "PENDING"

    (slow,) = topology.start("slow")

    if topology.broker.name == "rabbitmq":  # it saw the connection close: the report runs again
        slow.wait_for(running)
    else:  # Redis keeps it for the visibility timeout, an hour
        assert finished(topology, "web1", waiting) == "built 2026-09"
        assert topology.broker.unacknowledged() == 1


def test_compose_runs_what_run_toml_runs():
    compose = yaml.safe_load((HERE / "compose.yaml").read_text())["services"]
    servers = {"redis", "rabbitmq"}

    inside = {name: service["command"] for name, service in compose.items() if name not in servers}

    assert inside == {
        name: command.replace(f"--port {{{name}}}", "--host 0.0.0.0 --port 8000").replace(
            f"--port={{{name}}}", "--port=5555"
        )
        for name, command in load(HERE).processes.items()
    }
