"""`handoff serve`: the site while it is written, with search that knows the last save."""

import json
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from handoff.samples.ports import free_port
from handoff.samples.waiting import wait_until

pytestmark = pytest.mark.long

CONFIG = """\
site_name: Tea
site_url: http://127.0.0.1:8000/
plugins: []
theme: {name: material}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    (tmp_path / "docs" / "index.md").write_text("# Tea\n\nSteep the leaves.\n")
    return tmp_path


@pytest.fixture
def address(project: Path) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "handoff", "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=project, stderr=subprocess.DEVNULL) as server:
        yield f"http://127.0.0.1:{port}/"
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=20) == 0


def known(address: str) -> list[str]:
    """The words of the served index; none while there is none."""
    try:
        with urllib.request.urlopen(f"{address}search/index.json", timeout=5) as answer:
            folder = json.load(answer)["folder"]
        with urllib.request.urlopen(f"{address}search/{folder}/words-0.json", timeout=5) as answer:
            return list(json.load(answer))
    except OSError:
        return []


def test_search_knows_what_was_saved_last(project: Path, address: str):
    wait_until(lambda: "steep" in known(address), "the first index", timeout=60)
    assert "pour" not in known(address)

    (project / "docs" / "index.md").write_text("# Tea\n\nPour it.\n")

    wait_until(lambda: "pour" in known(address), "the index of the edit", timeout=60)
    assert "steep" not in known(address)


def test_a_taken_port_is_one_line_that_says_what_to_do(project: Path, address: str):
    wait_until(lambda: known(address), "the server", timeout=60)
    port = address.rsplit(":", 1)[1].strip("/")
    command = [sys.executable, "-m", "handoff", "serve", "--port", port]

    done = subprocess.run(command, cwd=project, capture_output=True, text=True)

    assert done.returncode == 1
    assert (
        done.stderr
        == f"port {port} is taken; choose another, as in: PORT={int(port) + 1} make serve\n"
    )
