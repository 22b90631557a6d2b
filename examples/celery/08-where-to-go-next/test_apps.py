"""The small apps, each with its own worker, as `python -m handoff demo` starts them."""

import shutil
from pathlib import Path

import httpx

from handoff.samples.waiting import wait_until

FOLDER = "celery/08-where-to-go-next"
HERE = Path(__file__).parent


def test_fastapi_answers_202_and_has_the_report_later(project):
    project.copy(f"{FOLDER}/fastapi_app")
    project.start()
    with httpx.Client(base_url=project.address("web")) as client:
        order = client.post("/reports", json=["mon", "tue"])
        assert order.status_code == 202
        report = order.json()["look"]
        assert "report" not in client.get(report).json()

        wait_until(lambda: client.get(report).json()["state"] == "SUCCESS", "the report")

        assert client.get(report).json()["report"]["sign_ups"] == 11


def test_fastapi_says_that_a_report_failed(project):
    project.copy(f"{FOLDER}/fastapi_app")
    project.start()
    with httpx.Client(base_url=project.address("web")) as client:
        report = client.post("/reports", json=["doomsday"]).json()["look"]

        wait_until(lambda: client.get(report).status_code == 500, "the failure")


def test_flask_and_its_worker_share_the_configuration(project):
    project.copy(f"{FOLDER}/flask_app")
    project.start()
    with httpx.Client(base_url=project.address("web")) as client:
        email = client.post("/signups", data={"address": "ada@example.org"}).json()["email"]

        wait_until(lambda: client.get(f"/emails/{email}").json()["state"] == "SUCCESS", "the email")

        assert "hello@example.org" in client.get(f"/emails/{email}").json()["email"]


def test_django_welcomes_each_user_once(project):
    project.copy(f"{FOLDER}/django_app")
    _, worker = project.start("web", "worker")
    with httpx.Client(base_url=project.address("web")) as client:
        for name in ("ada", "bob"):
            address = f"{name}@example.org"
            assert client.post("/signups", data={"address": address}).status_code == 202

    worker.wait_for("succeeded", times=2)

    assert worker.log.count("ada@example.org: welcome") == 1
    assert worker.log.count("bob@example.org: welcome") == 1


def test_django_knows_the_id_of_a_email_before_it_is_sent(project):
    project.copy(f"{FOLDER}/django_app")
    project.start()
    with httpx.Client(base_url=project.address("web")) as client:
        sent = {"address": "ada@example.org"}
        email = client.post("/signups/with-id", data=sent).json()["email"]

        wait_until(lambda: client.get(f"/emails/{email}").json()["state"] == "SUCCESS", "the email")


def test_sample_tests_pass_where_a_reader_runs_them(project):
    shutil.copytree(HERE / "testing", project.folder, dirs_exist_ok=True)

    printed = project.run("python -m pytest -q -p no:cacheprovider", timeout=120)

    assert "4 passed" in printed


def test_sample_tests_need_no_server_but_for_the_last(project):
    shutil.copytree(HERE / "testing", project.folder, dirs_exist_ok=True)
    nothing = {"CELERY_BROKER_URL": "", "CELERY_RESULT_BACKEND": ""}

    printed = project.run("python -m pytest -q -p no:cacheprovider test_tasks.py", **nothing)

    assert "3 passed" in printed
