"""Firefox and WebKit: questions by keyboard, answers that last, search, and nobody else asked."""

from handoff.samples.waiting import wait_until
from tests.browser.reader import ASKED, PAGE, RIGHT, STEPS

from .host import Seen
from .tab import Part, Tab

ELSEWHERE = "request to another host: "
RADIOS = ("choice", "output", "line")


def answer(kind: str, asked: Part) -> None:
    """Rightly, by keys alone, from the group's first control on."""
    if kind in RADIOS:
        choose(asked, RIGHT[kind][0])
    elif kind == "several":
        tick(asked, RIGHT[kind])
    elif kind == "order":
        sort(asked)
    else:
        asked.find("textbox").focus()
        asked.tab.press(*RIGHT[kind].replace("\n", "\ue007"))


def choose(asked: Part, name: str) -> None:
    asked.find("radio").focus()
    asked.tab.press(" ")
    wanted = asked.find("radio", name)
    for _ in RADIOS:
        if not wanted.of("part.checked"):
            asked.tab.press("ArrowDown")
    assert wanted.of("part.checked"), asked.tab.focused()


def tick(asked: Part, names: list[str]) -> None:
    asked.find("checkbox").focus()
    for _ in range(asked.of("part.querySelectorAll('[type=checkbox]').length")):
        if any(name in asked.tab.focused() for name in names):
            asked.tab.press(" ")
        asked.tab.press("Tab")


def sort(asked: Part) -> None:
    for place, step in enumerate(STEPS):
        for at in range(place_of(asked, step), place, -1):
            asked.find("button", f"Move up {step}").press()
            asked.find("status").says(f"place {at} of")


def place_of(asked: Part, step: str) -> int:
    texts = asked.of("[...part.querySelectorAll('li')].map((item) => item.innerText)")
    return next(place for place, text in enumerate(texts) if text.startswith(step))


def stands(kind: str, asked: Part) -> bool:
    """What `answer` gave is what the page shows."""
    if kind == "order":
        return [place_of(asked, step) for step in STEPS] == list(range(len(STEPS)))
    if kind in (*RADIOS, "several"):
        role = "checkbox" if kind == "several" else "radio"
        return all(asked.find(role, name).of("part.checked") for name in RIGHT[kind])
    return asked.find("textbox").of("part.value") == RIGHT[kind]


def test_each_kind_is_answered_by_keyboard_and_kept(tab: Tab, origin: str):
    tab.goto(origin + PAGE)
    for kind, words in ASKED.items():
        asked = tab.find("group", words)
        answer(kind, asked)
        assert stands(kind, asked)
        check = asked.find("button", "Compare answers" if kind == "open" else "Check answer")
        check.tab_to()
        tab.press("Enter")
        asked.find("status").says("Compare" if kind == "open" else "Right.")

    tab.reload()

    for kind, words in ASKED.items():
        asked = tab.find("group", words)
        wait_until(lambda: stands(kind, asked), f"{asked}: not as it was answered")  # noqa: B023
        assert asked.find("button", "Try again").is_there()


def test_search_leads_to_a_section_by_keyboard(tab: Tab, origin: str):
    tab.goto(origin)
    tab.find("button", "Search").can_be_pressed()

    tab.press("/")
    tab.find("dialog").find("searchbox").of("part")
    tab.press(*"four pieces carry")
    hit = tab.find("dialog").find("link")
    hit.says("Four pieces carry")
    tab.press("ArrowDown", "Enter")

    wait_until(lambda: "/celery/01-" in tab.run("return location.href"), "the chapter is not open")
    tab.find("heading", "Four pieces carry").of("part")
    tab.find("button", "Bookmark or note: Four pieces carry").of("part")  # all has come: see `seen`


def test_request_to_another_host_would_be_seen(tab: Tab, origin: str, seen: Seen):
    tab.goto(origin + "telling.js")  # a page without a policy, which would forbid it
    others = ["http://example.org/a", "https://example.org/b"]

    tab.run(f"{others}.forEach((other) => fetch(other).catch(() => {{}}))")

    ways = (
        {f"{ELSEWHERE}http://example.org/a"},
        {f"{ELSEWHERE}example.org:443", f"{ELSEWHERE}https"},
    )
    wait_until(
        lambda: all(way & set(seen.mishaps) for way in ways), lambda: f"not seen: {seen.mishaps}"
    )
    seen.forget()
