"""Celery's lab: what the engine's lab runs and shows beside a program.

    tab/      the Python in the reader's tab: the real worker, a turn at a time
    bundle/   the wheels, what is left out of them, and the first Run
    overrides/assets/javascripts/celery/   the panes and the picture of the four pieces

The engine (handoff/lab) reads this module; nothing here imports Celery.
"""

import re
import shlex
from pathlib import Path

from handoff.languages.words import _, listed, marked

SESSION = "celery_lab"  # what tab/ is called in there
VIEW = "celery"  # the folder of assets/javascripts that shows a running lab
NOTE = marked("Runs real Celery in this tab. Loads 7 MB, once.")
PLAIN_NOTE = marked("Runs Python in this tab. Loads 7 MB, once.")
IMPORT = re.compile(r"^\s*(?:from|import) celery\b", re.MULTILINE)


def about(files: dict[str, str]) -> bool:
    """Does the picture of the four pieces belong to a lab of these files?"""
    return any(IMPORT.search(text) for text in files.values())


def facts(names: list[str], processes: dict[str, str], beside: list[str]) -> dict:
    """What the page must know: who runs while the program runs, and the worker of the lab."""
    celery = {name: line for name, line in processes.items() if is_celery(line)}
    modules = {Path(name).stem for name in names}
    workers = [line for line in celery.values() if worker_of(line) in modules]
    return {
        "start": {name: line for name, line in celery.items() if name in beside},
        "worker": [*workers, f"celery -A {Path(names[0]).stem} worker --loglevel INFO"][0],
    }


def caption(facts: dict) -> str:
    """Who ran while the recorded output was printed."""
    names = [_("the worker") if name == "worker" else name for name in facts["start"]]
    return _("while {names} ran", names=listed(names)) if names else _("while no worker ran")


def file_notes(names: list[str]) -> dict[str, tuple[str, str]]:
    """Of each file, the piece whose colour it has and who runs it."""
    modules = dict.fromkeys(names[:-1], ("worker", _("client and worker")))
    return {**modules, names[-1]: ("client", _("your program"))}


def is_celery(line: str) -> bool:
    return Path(shlex.split(line)[0]).name == "celery"


def worker_of(line: str) -> str | None:
    """The module whose worker a command line starts."""
    words = shlex.split(line)
    return words[words.index("-A") + 1] if {"-A", "worker"} <= {*words} else None
