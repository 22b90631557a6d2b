"""The same scenario where Celery is at home and where it is not: nobody can tell them apart."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def files(program: str) -> dict[str, str]:
    return {name: (HERE / name).read_text() for name in ("scenario.py", program)}


@pytest.fixture(scope="module")
def stock() -> dict[str, str]:
    """What CPython saw, with the stock worker."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("CELERY_")}
    command = [sys.executable, str(HERE / "stock.py")]
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])["checks"]


def test_node_sees_what_cpython_sees(stock, in_node):
    [done] = in_node([{"files": files("turned.py"), "program": "turned.py"}])
    assert done["code"] == 0, done["printed"]

    checks = json.loads(done["printed"]["program"].splitlines()[-1])["checks"]

    assert len(checks) >= 34
    assert checks == stock
