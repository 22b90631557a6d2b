"""Unit file, Dockerfile, compose file and manifests, by their own tools and against each other."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import kubernetes_validate
import pytest
import yaml

HERE = Path(__file__).parent
UNIT = HERE / "worker@.service"
LOOK = "find /tmp/worker-alive -mmin -1 | grep -q ."


def read(name):
    return yaml.safe_load((HERE / name).read_text())


def pod():
    return read("kubernetes/worker.yaml")["spec"]["template"]["spec"]


def unit(key):
    """The value of a key in the unit file, its lines joined."""
    text = UNIT.read_text().replace("\\\n", "")
    return re.search(rf"^{key}=(.*)$", text, re.MULTILINE)[1]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed")
@pytest.mark.parametrize("broken", [False, True], ids=["as it is", "with a slip"])
def test_systemd_has_nothing_to_say_about_the_unit(tmp_path, broken):
    program = tmp_path / "celery"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    text = UNIT.read_text().replace("/srv/app/.venv/bin/celery", str(program))
    copy = tmp_path / UNIT.name
    copy.write_text(text.replace("KillMode=mixed", "KillMode=mixt") if broken else text)

    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", copy], capture_output=True, text=True
    )

    said = [line for line in done.stderr.splitlines() if UNIT.name in line or "worker@" in line]
    assert bool(said) == broken, done.stderr


def test_a_percent_sign_of_celery_is_doubled_for_systemd():
    words = shlex.split(unit("ExecStart"))

    assert words[words.index("-n") + 1] == "%i@%%h"  # %h alone is a home directory to systemd


def test_kubernetes_takes_the_deployment():
    deployment = read("kubernetes/worker.yaml")

    kubernetes_validate.validate(deployment, "1.33", strict=True)

    deployment["spec"]["template"]["spec"]["gracePeriod"] = 60
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(deployment, "1.33", strict=True)


def test_the_scaled_object_names_the_deployment_and_gives_texts_to_its_trigger():
    """KEDA's own definition isn't among Kubernetes' schemas; it wants texts in a trigger."""
    scaled = read("kubernetes/scaledobject.yaml")["spec"]

    assert scaled["scaleTargetRef"]["name"] == read("kubernetes/worker.yaml")["metadata"]["name"]
    assert "replicas" not in read("kubernetes/worker.yaml")["spec"]
    for trigger in scaled["triggers"]:
        assert all(isinstance(value, str) for value in trigger["metadata"].values())


def test_compose_takes_the_compose_file():
    words = ["-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    done = subprocess.run(
        [sys.executable, *words, HERE / "compose.yaml"], capture_output=True, text=True
    )

    assert done.returncode == 0, done.stdout


def test_the_containers_command_is_in_exec_form():
    text = (HERE / "Dockerfile").read_text().replace("\\\n", "")

    words = json.loads(re.search(r"^CMD (.*)$", text, re.MULTILINE)[1])

    assert words[:4] == ["celery", "-A", "tasks", "worker"]
    assert "ENTRYPOINT" not in text


def test_all_grace_periods_leave_time_for_the_soft_shutdown():
    soft = int(re.search(r"soft_shutdown_timeout = (\d+)", (HERE / "tasks.py").read_text())[1])
    worker = read("compose.yaml")["services"]["worker"]

    assert soft < pod()["terminationGracePeriodSeconds"]
    assert soft < int(worker["stop_grace_period"].removesuffix("s"))
    assert worker["environment"]["REMAP_SIGTERM"] == "SIGQUIT"
    assert {"name": "REMAP_SIGTERM", "value": "SIGQUIT"} in pod()["containers"][0]["env"]
    assert unit("KillMode") == "mixed"


def test_all_probes_look_at_the_file_that_the_worker_touches():
    (container,) = pod()["containers"]
    compose = read("compose.yaml")["services"]["worker"]["healthcheck"]["test"]

    assert '"/tmp/worker-alive"' in (HERE / "alive.py").read_text()
    assert compose[-1] == LOOK
    for probe in ("startupProbe", "livenessProbe"):
        assert container[probe]["exec"]["command"][-1] == LOOK
