"""Browser tests leave their event loop in the process; tests without a browser don't meet it."""

import subprocess
import sys

BESIDE_A_BROWSER = '''
import asyncio

import pytest

pytest_plugins = ["tests.fixtures.event_loops"]

@pytest.fixture(scope="session")
def playwright():
    """Stands in for Playwright's, whose loop counts as running as long as it is up."""
    loop = asyncio.new_event_loop()
    asyncio._set_running_loop(loop)
    yield loop
    asyncio._set_running_loop(None)
    loop.close()


def test_in_a_browser(playwright):
    assert asyncio.get_running_loop() is playwright

@pytest.fixture
def started():
    asyncio.run(asyncio.sleep(0))

def test_without_one(started):
    asyncio.run(asyncio.sleep(0))

def test_in_a_browser_again(playwright):
    assert asyncio.get_running_loop() is playwright
'''


def test_a_test_after_a_browser_test_may_run_an_event_loop(tmp_path):
    program = tmp_path / "test_both.py"
    program.write_text(BESIDE_A_BROWSER)

    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", str(program)]
    done = subprocess.run(
        [*command, f"--rootdir={tmp_path}", "-c", "/dev/null"], capture_output=True, text=True
    )

    assert "3 passed" in done.stdout, done.stdout + done.stderr
