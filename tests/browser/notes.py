"""What a reader does with bookmarks and notes, and how they are kept."""

import json

from playwright.sync_api import Locator, Page

CHAPTER = "celery/01-what-celery-is-and-why/"
HEADING = "Four pieces carry every task"
KEY = CHAPTER + "#four-pieces-carry-every-task"
WRITTEN = "The broker *keeps* it.\n\n<b>Who</b> asks?"


def opened(page: Page, site: str, heading: str = HEADING) -> Locator:
    """The button at a section, for a reader who has begun to scroll."""
    if not page.url.startswith(site + CHAPTER):
        page.goto(site + CHAPTER)
    page.mouse.wheel(0, 200)
    return page.get_by_role("button", name=f"Bookmark or note: {heading}")


def write(page: Page, site: str, text: str, heading: str = HEADING) -> None:
    button = opened(page, site, heading)
    button.click()
    page.get_by_label("Your note", exact=True).fill(text)
    page.get_by_role("button", name="Done").click()


def kept(page: Page) -> dict:
    return json.loads(page.evaluate("localStorage.handoff ?? '{}'")).get("notes", {})


def store(page: Page, site: str, notes: dict) -> None:
    page.goto(site + "progress/")
    whole = {"version": 3, "seed": "s", "answers": {}, "pages": {}, "notes": notes}
    page.evaluate("kept => localStorage.setItem('handoff', kept)", json.dumps(whole))
    page.reload()


def noted(text: str, heading: str = HEADING, at: int = 1000, mark: bool = False) -> dict:
    title = "What Celery is, and why"
    return {"at": at, "title": title, "heading": heading, "text": text, "mark": mark}
