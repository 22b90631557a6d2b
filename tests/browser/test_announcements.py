"""What a screen reader is told, in sequence, while a question of each kind is answered."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reader import ASKED, PAGE, question

LISTEN = """() => {
  window.announced = [];
  for (const region of document.querySelectorAll("quiz-check output")) {
    let last = "";
    const hear = () => {
      const words = region.innerText.replace(/\\s+/g, " ").trim();
      if (words && words !== last && region.ariaLive !== "off") announced.push(words);
      last = words;
    };
    new MutationObserver(hear).observe(region, {
      attributes: true, characterData: true, childList: true, subtree: true,
    });
  }
}"""
EMPTY = {"pick": "Pick an answer first.", "type": "Type an answer first."}
SAME = "You’ve just checked that answer. Change it, or show the answer."
SHOWN = "Here’s the answer, and why."
MISS = "Not quite. Change your answer and check again."
MISS_WITH_HINT = "Not quite. There’s a hint above. Change your answer and check again."
COMPARE = "Compare your answer with the model answer."
MOVES = [f"Now in place {place} of 4." for place in (3, 2, 1, 3, 2, 3)]
TOLD = {
    "choice": [EMPTY["pick"], MISS_WITH_HINT, SAME, SHOWN, "Right."],
    "several": [EMPTY["pick"], MISS, SAME, SHOWN, "Right."],
    "output": [EMPTY["pick"], MISS, SAME, SHOWN, "Right."],
    "typed": [EMPTY["type"], MISS, SAME, SHOWN, "Right."],
    "text": [EMPTY["type"], MISS_WITH_HINT, SAME, SHOWN, "Right."],
    "line": [EMPTY["pick"], MISS, SAME, SHOWN, "Right."],
    "order": [MISS, SAME, SHOWN, *MOVES, "Right."],
    "open": [EMPTY["type"], COMPARE],
}


def announced(page: Page) -> list[str]:
    return page.evaluate("announced")


@pytest.mark.parametrize("kind", ASKED)
def test_a_reader_hears_what_happened_and_what_to_do(page: Page, mkdocs_site: str, kind: str):
    page.goto(mkdocs_site + PAGE)
    page.evaluate(LISTEN)
    asked = question(page, kind)

    if kind == "order":
        asked.answer(right=False)
        page.evaluate("announced.length = 0")  # the moves there depend on the shuffle
    else:
        asked.check()
        asked.says("an answer first.")
        asked.answer(right=kind == "open")
    asked.check()
    if kind != "open":
        asked.says("Not quite.")
        asked.check()
        asked.says("You’ve just checked")
        asked.give_up()
        asked.button("Try again").click()
        asked.answer(right=True)
        asked.check()
        asked.says("Right.")
    expect(asked.button("Try again")).to_be_visible()

    assert announced(page) == TOLD[kind]
