"""The same scenario where Celery is at home and where it is not: nobody can tell them apart."""

import json
from pathlib import Path

HERE = Path(__file__).parent


def files(program: str) -> dict[str, str]:
    return {name: (HERE / name).read_text() for name in ("scenario.py", program)}


def test_node_sees_what_cpython_sees(stock, in_node):
    [done] = in_node([{"files": files("turned.py"), "program": "turned.py"}])
    assert done["code"] == 0, done["printed"]

    checks = json.loads(done["printed"]["program"].splitlines()[-1])["checks"]

    assert len(checks) >= 34
    assert checks == stock
