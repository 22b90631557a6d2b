"""The processes of a sample, started together."""

from pathlib import Path

from handoff.samples.manifest import load
from handoff.samples.running import Running

RUN_TOML = """
[processes]
client = "python client.py"
server = "python -m http.server {server} --bind 127.0.0.1"

[env]
SERVER = "http://127.0.0.1:{server}"
"""
CLIENT = """
import os, time, urllib.request
print(urllib.request.urlopen(os.environ["SERVER"]).status, flush=True)
time.sleep(600)
"""


def test_what_the_environment_names_answers_before_the_others_start(tmp_path: Path):
    (tmp_path / "run.toml").write_text(RUN_TOML)
    (tmp_path / "client.py").write_text(CLIENT)

    with Running(load(tmp_path), {}) as sample:
        sample.start()

        sample.processes["client"].wait_for("200")
