"""Firefox and WebKit: Celery in the tab, from a machine's image; who cannot is told before."""

import json

import pytest

from tests.fixtures.lab import TAB

from .host import Seen
from .tab import Part, Tab

HERE = TAB.parent
AS_MODULE = """
import sys, types
sys.modules["scenario"] = types.ModuleType("scenario")
exec({!r}, sys.modules["scenario"].__dict__)
"""
LABS = "authors/labs/"
WAITS = "1 message waits in the broker, and no worker runs. Next: Start worker."


def lab_without_worker(tab: Tab, origin: str) -> Part:
    tab.goto(origin + LABS)
    return tab.find("lab", nth=1)


def test_lab_runs_by_keyboard_from_the_image(tab: Tab, origin: str, seen: Seen):
    lab = lab_without_worker(tab, origin)

    lab.find("button", "Run").press()
    lab.says(WAITS)
    lab.find("status").says("It printed what was recorded")
    lab.find("button", "Start worker").press()

    lab.find("region", "result backend").says('SUCCESS "receipt for order 8 sent"')
    assert [path for path in seen.asked if "/memory.bin" in path]
    assert [path for path in seen.asked if "/boot.zip" in path] == []


@pytest.mark.slow
def test_scenario_has_the_same_answers_as_in_cpython(tab: Tab, origin: str, stock: dict):
    lab = lab_without_worker(tab, origin)
    lab.find("button", "Edit").press()
    scenario, program = ((HERE / name).read_text() for name in ("scenario.py", "turned.py"))
    lab.find("textbox").write(AS_MODULE.format(scenario) + program)

    lab.find("button", "Run").press()
    lab.find("status").says("Your program ended.")

    printed = lab.find("terminal", "program").text()
    assert json.loads(printed.strip().splitlines()[-1])["checks"] == stock


def test_browser_without_webassembly_is_told_before_the_click(
    engine, host: Seen, seen: Seen, origin: str, tmp_path
):
    with engine.opened(tmp_path, host.port, **engine.WITHOUT_WEBASSEMBLY) as tab:
        lab = lab_without_worker(tab, origin)

        lab.find("status").says("This browser has no WebAssembly")
        assert not lab.find("button", "Run").can_be_pressed()
        assert lab.find("group", "Recorded output").is_there()
