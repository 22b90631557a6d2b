"""From one release to the next: no reader ever has a page of one with scripts of the other."""

from collections.abc import Iterator
from functools import partial

import pytest
from playwright.sync_api import Page, expect

from handoff.samples.waiting import wait_until
from tests.browser.reader import PAGE, question
from tests.publish.host import built, edition, host

HEADERS = ["", "no-store", "max-age=600", "public, max-age=31536000, immutable"]
NOW = """() => [
  document.querySelector("[data-edition]")?.dataset.edition,
  document.documentElement.dataset.script,
].join("")"""
KEPT = """async () => {
  const names = await caches.keys();
  const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return kept.flatMap((requests, at) => requests.map(({ url }) => `${names[at]} ${url}`));
}"""
KEEP = """async (list) => {
  const [name] = await caches.keys();
  const files = await (await fetch(list)).json();
  const cache = await caches.open(name);
  const paths = [...files.map(([path]) => path), list];
  await cache.addAll(paths.map((path) => new URL(path, location.origin)));
}"""
REGISTERED = "async () => (await navigator.serviceWorker.getRegistrations()).length"
UPDATE = "async () => { await (await navigator.serviceWorker.ready).update(); }"


@pytest.fixture(scope="module")
def editions(tmp_path_factory):
    """Three published folders: editions A and B, and C without a service worker."""
    folder = tmp_path_factory.mktemp("editions")
    plain = built(folder / "project")
    return (
        edition(plain, folder / "a", "A"),
        edition(plain, folder / "b", "B"),
        edition(plain, folder / "c", "C", kept_offline=False),
    )


@pytest.fixture
def page(page: Page) -> Iterator[Page]:
    """A page outside the project links its guide's sheet in vain."""
    page.set_default_timeout(30_000)
    yield page
    page.mishaps[:] = [each for each in page.mishaps if "404" not in each]


def is_wholly(page: Page, name: str) -> None:
    page.wait_for_function(f"({NOW})() === '{name * 2}'")


def follow(page: Page, link: str) -> None:
    page.get_by_role("link", name=link).first.click()


def answer_one(page: Page, site: str, expected: str = "") -> None:
    """From the first answer on, a service worker keeps what was visited."""
    page.goto(site + PAGE)
    question(page, "choice").answer()
    question(page, "choice").check()
    page.wait_for_function("navigator.serviceWorker.controller")
    wait_until(lambda: is_kept(page, expected or PAGE), "the page", timeout=60)
    wait_until(lambda: is_kept(page, "/search/dialog.js"), "the set", timeout=60)


def is_kept(page: Page, ending: str, release: str = "") -> bool:
    """Is an address that ends so in a cache, of that release?"""
    kept = page.evaluate(KEPT)
    return any(each.endswith(ending) and f" {release}" in each for each in kept)


@pytest.mark.parametrize("caching", HEADERS)
def test_an_open_tab_goes_over_as_a_whole(editions, page: Page, caching: str):
    first, second, _ = editions
    with host(first, caching) as (kind, site):
        page.goto(site)
        is_wholly(page, "A")

        kind.folder = second
        follow(page, "Questions")

        expect(page.get_by_role("heading", level=1)).to_have_text("Writing questions")
        is_wholly(page, "B")
        question(page, "choice").answer()
        question(page, "choice").check()
        question(page, "choice").says("Right.")


def test_a_script_that_is_gone_brings_the_new_release(editions, page: Page):
    first, second, _ = editions
    with host(first) as (kind, site):
        page.goto(site)
        is_wholly(page, "A")

        kind.folder = second
        page.keyboard.press("/")

        is_wholly(page, "B")
        expect(page.get_by_role("button", name="Search")).to_be_visible()
        page.keyboard.press("/")
        expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("Type a word")
        page.mishaps.clear()  # the browser reports the script that is gone


def test_an_open_tab_with_a_service_worker_has_its_own_scripts_to_the_end(editions, page: Page):
    first, second, _ = editions
    with host(first) as (kind, site):
        answer_one(page, site)

        kind.folder = second
        page.keyboard.press("/")

        expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("Type a word")
        is_wholly(page, "A")


@pytest.mark.parametrize("caching", HEADERS)
def test_two_tabs_and_no_network_in_between(editions, page: Page, caching: str):
    first, second, _ = editions
    with host(first, caching) as (kind, site):
        answer_one(page, site)
        page.context.set_offline(True)
        page.reload()
        is_wholly(page, "A")

        kind.folder = second
        page.reload()
        is_wholly(page, "A")
        page.context.set_offline(False)
        other = page.context.new_page()
        other.goto(site + PAGE)
        is_wholly(other, "B")
        is_wholly(page, "A")

        page.reload()
        is_wholly(page, "B")
        page.context.set_offline(True)
        for tab in (page, other):
            tab.reload()
            question(tab, "choice").shows()
        page.context.set_offline(False)
        page.mishaps.clear()  # what was asked for while there was no network


def test_pages_of_the_old_release_are_kept_anew_with_the_next(editions, page: Page):
    first, second, _ = editions
    with host(first) as (kind, site):
        answer_one(page, site)
        kind.folder = second
        page.goto(site)
        page.evaluate(UPDATE)
        release = second.glob("assets/javascripts.*")
        [name] = [folder.name.partition(".")[2] for folder in release]
        wait_until(lambda: is_kept(page, PAGE, name), "the page of the next release", timeout=60)

        page.context.set_offline(True)
        page.goto(site + PAGE)

        is_wholly(page, "B")
        page.context.set_offline(False)
        page.mishaps.clear()


def test_what_a_reader_keeps_comes_along_to_the_next_release(editions, page: Page):
    first, second, _ = editions
    with host(first) as (kind, site):
        answer_one(page, site)
        page.evaluate(KEEP, "/celery/offline.json")
        assert is_kept(page, "search/index.json")

        kind.folder = second
        page.goto(site)
        page.evaluate(UPDATE)

        [folder] = second.glob("assets/javascripts.*")
        name = folder.name.partition(".")[2]
        wait_until(lambda: is_kept(page, "celery/offline.json", name), "its list", timeout=60)
        assert is_kept(page, "search/index.json", name) and is_kept(page, "celery/glossary/", name)


def test_a_service_worker_that_is_switched_off_leaves_nothing_behind(editions, page: Page):
    first, _, third = editions
    with host(first) as (kind, site):
        answer_one(page, site)
        kind.folder = third
        page.goto(site)
        page.evaluate(UPDATE)

        wait_until(lambda: page.evaluate(REGISTERED) == 0, "its leaving", timeout=60)
        wait_until(lambda: page.evaluate(KEPT) == [], "empty caches", timeout=60)
        page.reload()
        is_wholly(page, "C")


def test_two_copies_on_one_host_keep_out_of_each_other_s_way(editions, tmp_path, page: Page):
    first, second, third = editions
    for name, folder in (("one", first), ("two", second)):
        (tmp_path / name).symlink_to(folder)
    with host(tmp_path) as (_, site):
        answer_one(page, f"{site}one/", "one/" + PAGE)
        page.goto(f"{site}two/{PAGE}")
        question(page, "choice").is_unmarked()  # the other copy's answers are not its own
        answer_one(page, f"{site}two/", "two/" + PAGE)
        names = partial(page.evaluate, "caches.keys()")
        assert [each.rpartition(" ")[0] for each in names()] == ["handoff /one/", "handoff /two/"]

        (tmp_path / "one").unlink()
        (tmp_path / "one").symlink_to(third)
        page.goto(f"{site}one/")
        page.evaluate(UPDATE)
        wait_until(lambda: len(names()) == 1, lambda: f"one to go: {names()}")

        page.goto(f"{site}two/{PAGE}")
        page.context.set_offline(True)
        page.reload()
        question(page, "choice").shows()
        page.context.set_offline(False)
        page.mishaps.clear()


def test_files_of_a_release_carry_its_name_and_no_page_asks_for_others(editions):
    first, second, _ = editions
    names = [next(each.glob("assets/javascripts.*")).name for each in (first, second)]

    assert names[0] != names[1]
    for page in first.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert f'{names[0]}/quiz.js"' in text and names[1] not in text
        assert "assets/javascripts/quiz.js" not in text
