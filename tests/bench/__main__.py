"""`make bench`: speed and size, one measurement after the other; nothing is asserted here."""

import subprocess
import sys

MEASUREMENTS = {
    "a chapter's first visit": "tests.bench.bench_visit",
    "a click on Check answer": "tests.bench.bench_answering",
    "search": "tests.bench.bench_search",
    "the checker over 1,000 chapters": "tests.bench.bench_check",
    "an edit under mkdocs serve": "tests.bench.bench_reload",
    "the lab": "tests.bench.bench_lab",
    "replays": "tests.bench.bench_replay",
    "Lighthouse": "tests.bench.bench_lighthouse",
    "building 1,000 chapters": "tests.bench.bench_build",
}

for name, module in MEASUREMENTS.items():
    print(f"\n{name} (python -m {module})", flush=True)
    subprocess.run([sys.executable, "-m", module], check=False)
