"""The page of the sign-up app, in a browser: two buttons, two waits."""

import re

import pytest
from playwright.sync_api import Page, expect


@pytest.fixture
def sign_up(project, page: Page) -> Page:
    project.copy("celery/01-what-celery-is-and-why")
    project.set(MAIL_SECONDS="5")
    project.start()
    page.set_default_timeout(60_000)
    page.goto(project.address("web"))
    return page


def press(page: Page, button: str) -> tuple[float, float]:
    """The seconds that the page says one waited, and after which the email was sent."""
    page.get_by_role("button", name=button).click()
    section = page.locator("section").filter(has=page.get_by_role("button", name=button))
    waited, sent = section.get_by_role("status").all()
    expect(sent).to_have_text(re.compile(r"Email sent after [\d.]+ s"), timeout=60_000)
    return tuple(float(re.search(r"([\d.]+) s", each.inner_text())[1]) for each in (waited, sent))


def test_the_page_shows_the_wait_of_both_ways(sign_up: Page):
    inline, inline_mail = press(sign_up, "Sign up, email inline")
    background, background_mail = press(sign_up, "Sign up, email in the background")

    assert inline >= 5
    assert background < inline / 2
    assert min(inline_mail, background_mail) >= 5  # the work did not get faster


def test_the_page_needs_no_mouse(sign_up: Page):
    sign_up.keyboard.press("Tab")
    expect(sign_up.get_by_role("button", name="Sign up, email inline")).to_be_focused()

    sign_up.keyboard.press("Enter")

    expect(sign_up.get_by_text("Welcome! You waited")).to_be_visible(timeout=60_000)
