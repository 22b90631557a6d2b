"""How long the checker takes over many chapters: `python tests/bench/bench_check.py [1000]`.

It lays that many copies of chapter 1 and its quiz into a temporary project, worded differently
so that no cache helps, and runs the command as an author does.
"""

import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import handoff

STEM = "01-what-celery-is-and-why"


def main(count: int = 1000) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        lay(handoff.root(), project, count)
        command = [sys.executable, "-m", "handoff", "check"]
        for name, paths in (("everything", []), ("one file", ["quizzes/g/10-0.json"])):
            start, before = time.perf_counter(), processor()
            ran = subprocess.run([*command, *paths], cwd=project, capture_output=True, text=True)
            took = time.perf_counter() - start
            print(f"{name}: {took:.2f} s, processor {processor() - before:.2f} s")
            print("   ", ran.stderr[-300:] or ran.stdout.strip().splitlines()[-1])


def processor() -> float:
    """Seconds that the commands have computed, which other programs' load hardly changes."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def lay(source: Path, project: Path, count: int) -> None:
    (project / "mkdocs.yml").write_text("site_name: bench\n")
    shutil.copytree(source / "examples", project / "examples")
    for folder in ("docs/g", "quizzes/g"):
        (project / folder).mkdir(parents=True)
    chapter = (source / "docs" / "celery" / f"{STEM}.md").read_text()
    chapter = re.sub(r"\{claim:\w+\}", "", chapter)  # their tests are not copied
    quiz = (source / "quizzes" / "celery" / f"{STEM}.json").read_text()
    for number in range(count):
        stem = f"{10 + number % 90}-{number}"
        text = chapter.replace(f"celery/{STEM}\n", f"g/{stem}\n")
        (project / "docs" / "g" / f"{stem}.md").write_text(text)
        text = quiz.replace("the ", f"the {number} ")
        (project / "quizzes" / "g" / f"{stem}.json").write_text(text)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
