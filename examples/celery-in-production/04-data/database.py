"""PostgreSQL from the wheel pgserver: `python database.py 5432`."""

import os
import pwd
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from shutil import chown
from tempfile import TemporaryDirectory

import pgserver

PROGRAMS = Path(pgserver.__file__).parent / "pginstall" / "bin"


def another_user():
    """PostgreSQL refuses to run as root, who has to be somebody else."""
    if os.geteuid() != 0:
        return {}
    group = pwd.getpwnam("nobody").pw_gid
    return {"user": "nobody", "group": group, "extra_groups": []}


def prepare(data, user):
    if user:
        chown(data, user["user"])
    options = ["-D", data, "-A", "trust", "-U", "postgres", "-N"]
    command = [PROGRAMS / "initdb", *options]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **user)


def serve(port, data, user):
    """Until SIGTERM or Ctrl-C; the server's own log goes nowhere."""
    where = ["-D", data, "-h", "127.0.0.1", "-p", port, "-k", ""]
    command = [PROGRAMS / "postgres", *where]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL, **user)
    with suppress(KeyboardInterrupt):
        server.wait()
    server.send_signal(signal.SIGINT)  # to PostgreSQL: end now
    server.wait()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with TemporaryDirectory(prefix="postgres-", dir="/tmp") as data:
        user = another_user()
        prepare(data, user)
        serve(sys.argv[1], data, user)
