"""Counts, chips, buttons and sentences of a lab never say two things, whatever is pressed."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.lab.pages import PATIENCE, opened

PRESSES = 200
WALK = (Path(__file__).parent / "walk.js").read_text().strip().removesuffix(";")
PROGRAM = """
from tasks import charge_card, send_receipt
for order in range(3):
    send_receipt.delay(order)
send_receipt.apply_async((3,), countdown=30)
charge_card.delay(4)
send_receipt.delay(5, 6)
send_receipt.apply_async((7,), queue="mail")
print("sent")
"""


# Presses one after the other whatever can be pressed, and looks at every frame.
@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_nothing_is_said_twice_in_a_walk_over_all_buttons(page: Page, lab_pages: str, seed: int):
    lab = opened(page, lab_pages, 1)
    lab.run(PROGRAM)
    lab.next("messages wait in the broker, and no worker runs")

    walked = page.evaluate(WALK, {"number": 1, "presses": PRESSES, "seed": seed})

    assert walked["found"] == [], json.dumps(walked, indent=1)
    wanted = {"run", "start", "step", "reset", "full", "slow", "openMessage"}
    assert wanted <= walked["pressed"].keys(), walked["pressed"]


def test_what_blocks_the_worker_is_painted_before_it_blocks(page: Page, lab_pages: str):
    lab = opened(page, lab_pages, 1)
    lab.write("tasks.py", SLOW_TASK)
    lab.run("from tasks import slow\nslow.delay()\nslow.delay()\n")
    lab.next("2 messages wait")

    lab.press("Start worker")

    seen = page.wait_for_function(AT_WORK, timeout=PATIENCE).json_value()
    assert "1 message waits" in seen["broker"]
    assert "The worker is at work." in seen["next"]
    assert seen["stop"]
    lab.next("No message waits")


# All at one instant: the task does not wait until a busy machine has looked at each.
AT_WORK = """() => {
  const lab = document.querySelectorAll("code-lab")[1];
  const text = (selector) => lab.querySelector(selector).innerText;
  return text('[data-messages="worker"]').includes("runs") && {
    broker: text('[data-piece="broker"]'),
    next: text(".celery__next"),
    stop: lab.querySelector('button[data-do="stop"]').checkVisibility(),
  };
}"""


SLOW_TASK = """
import time
from celery import Celery
app = Celery("tasks", broker="redis://localhost", backend="redis://localhost")
@app.task
def slow():
    time.sleep(3)
"""
