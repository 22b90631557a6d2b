"""Building many chapters: ours with quiz, diagram and samples, against plain Material without.

    python -m tests.bench.bench_build [1000]

Guides of twenty chapters each, all copies of chapter 1 made different enough that no cache helps.
Said is processor time, which the load of other programs hardly changes, and seconds on the clock.
"""

import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import handoff

GUIDE = 20
STEM = "celery/01-what-celery-is-and-why"
PLAIN = """\
site_name: Plain
theme:
  name: material
  font: false
  features: [navigation.indexes, navigation.instant, navigation.prune, content.code.copy]
plugins: [search]
markdown_extensions:
  - admonition
  - attr_list
  - md_in_html
  - tables
  - toc: {permalink: true}
  - pymdownx.highlight
  - pymdownx.snippets: {base_path: [examples]}
  - pymdownx.superfences
"""


def main(most: int = 1000) -> None:
    costs = {}
    for count in (most // 10, most):
        for kind in ("ours", "plain"):
            costs[kind, count] = cost(kind, count)
    few, many = most // 10, most
    print(f"ours / plain at {many}: {costs['ours', many] / costs['plain', many]:.2f} (goal 1.2)")
    growth = (costs["ours", many] / many) / (costs["ours", few] / few)
    print(f"a page at {many} / a page at {few}: {growth:.2f} (goal 1.3)")


def cost(kind: str, count: int) -> float:
    """Seconds of processor time for one build."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        lay(project, count, kind)
        before, start = processor(), time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "-q"],
            cwd=project,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            capture_output=True,
            text=True,
        )
        took, clock = processor() - before, time.perf_counter() - start
        if done.returncode:
            sys.exit(done.stderr[-2000:])
    print(f"{kind} {count}: processor {took:.1f} s, clock {clock:.1f} s", flush=True)
    return took


def processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def lay(project: Path, count: int, kind: str) -> None:
    root = handoff.root()
    chapter = (root / "docs" / f"{STEM}.md").read_text(encoding="utf-8")
    chapter = re.sub(r"\[([^\]]+)\]\(glossary[^)]*\)|\{claim:\w+\}", r"\1", chapter)
    quiz = (root / "quizzes" / f"{STEM}.json").read_text(encoding="utf-8")
    shutil.copytree(root / "examples" / STEM, project / "examples" / STEM)
    for name in ("overrides", "tests/claims", "handoff", "handoff_celery"):
        shutil.copytree(root / name, project / name)
    write(project / "docs" / "index.md", "# Home\n")
    write(project / "mkdocs.yml", PLAIN if kind == "plain" else ours(root))
    for number in range(count):
        stem = f"g{number // GUIDE:03d}/{number % GUIDE + 1:02d}-what"
        text, questions = (each.replace("worker", f"worker{number}") for each in (chapter, quiz))
        if kind == "plain":
            text = re.sub(r"^```(?:quiz|mermaid)\n.*?^```$", "", text, flags=re.S | re.M)
        write(project / "docs" / f"{stem}.md", text.replace(f"```quiz\n{STEM}", f"```quiz\n{stem}"))
        write(project / "quizzes" / f"{stem}.json", questions)


def ours(root: Path) -> str:
    """The project's own configuration, for chapters whose links lead nowhere."""
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    return re.sub(r"^strict: true$", "strict: false", config, flags=re.M)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
