"""A replay on its page: played, stepped, scrubbed, read; by keyboard, on a phone, printed."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations
from tests.fixtures.lab import pages_built
from tests.fixtures.site import served

SCENES = 5
COUNT_TRAVELLERS = """() => {
  window.seen = 0;
  const count = ({ className }) => { seen += className === "chip__copy"; };
  const look = (all) => all.forEach(({ addedNodes }) => addedNodes.forEach(count));
  const film = document.querySelector(".film");
  new MutationObserver(look).observe(film, { subtree: true, childList: true });
}"""
FIRST, SECOND, LAST = "1 of 5", "2 of 5", "5 of 5"


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> Iterator[str]:
    with served(pages_built(tmp_path_factory.mktemp("replay-pages"))) as address:
        yield f"{address}authors/replays/"


ON_ONE_SCREEN = """() => {
  const parts = [...document.querySelectorAll(".film__bar, .film__one")];
  const [bar, ...films] = parts.map((part) => part.getBoundingClientRect());
  const peeks = films[1].left < innerWidth && films[1].right > innerWidth;
  return films.every(({ bottom }) => bottom - bar.top < 800) && peeks;
}"""


@pytest.fixture
def replay(page: Page, pages: str) -> Locator:
    return stand_still(page, pages)


def stand_still(page: Page, address: str) -> Locator:
    """Under a clock that goes only when it is told to: a scene plays on while nobody looks."""
    page.clock.install(time=0)
    page.goto(address)
    page.clock.pause_at(120_000)
    return page.locator("film-replay")


def play(replay: Locator) -> None:
    replay.get_by_role("button", name="Play the replay").click()
    expect(scene(replay)).to_contain_text(FIRST)


def press(replay: Locator, name: str) -> None:
    replay.get_by_role("button", name=name, exact=True).click()


def scene(replay: Locator) -> Locator:
    return replay.locator(".film__scene")


def worker(replay: Locator, film: int) -> Locator:
    """The first worker of a film, with its messages."""
    return replay.locator(".film__one").nth(film).locator("[data-place=w1]")


def test_nothing_of_the_picture_is_loaded_before_play(page: Page, pages: str):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    replay = stand_still(page, pages)
    page.wait_for_function("!!customElements.get('film-replay')")
    replay.scroll_into_view_if_needed()
    assert [url for url in asked if "/replay/" in url or "film.css" in url] == []

    play(replay)

    assert any(url.endswith("/replay/player.js") for url in asked)


def test_steps_forward_and_back_show_where_the_message_is(replay: Locator):
    play(replay)
    press(replay, "Next")
    for film, state in enumerate(("runs, acknowledged", "runs, not acknowledged")):
        expect(worker(replay, film)).to_contain_text(state)
    press(replay, "Next")
    for film in range(2):
        expect(worker(replay, film)).to_contain_text("killed")
        expect(worker(replay, film).locator("li")).to_have_count(0)

    press(replay, "Back")

    expect(scene(replay)).to_contain_text(SECOND)
    expect(worker(replay, 0).locator("li")).to_have_count(1)


def test_it_plays_by_itself_to_the_end_and_again(replay: Locator):
    play(replay)
    replay.page.clock.run_for(3_000)
    expect(scene(replay)).to_contain_text(FIRST)
    replay.page.clock.run_for(2_000)
    expect(scene(replay)).to_contain_text(SECOND)
    replay.page.clock.run_for(60_000)
    expect(scene(replay)).to_contain_text(LAST)

    press(replay, "Play again")

    expect(scene(replay)).to_contain_text(FIRST)


def test_double_speed_takes_half_the_time_and_pause_holds(replay: Locator):
    play(replay)
    replay.get_by_role("combobox", name="Speed").select_option("Double speed")
    replay.page.clock.run_for(2_500)
    expect(scene(replay)).to_contain_text(SECOND)

    press(replay, "Pause")
    replay.page.clock.run_for(60_000)

    expect(scene(replay)).to_contain_text(SECOND)


def test_the_slider_scrubs_and_arrow_keys_step(replay: Locator):
    play(replay)
    slider = replay.get_by_role("slider", name="Scene")
    slider.focus()
    slider.press("End")
    expect(scene(replay)).to_contain_text(LAST)
    expect(slider).to_have_attribute("aria-valuetext", f"Scene {SCENES} of {SCENES}")

    replay.get_by_role("button", name="Back").press("ArrowLeft")

    expect(scene(replay)).to_contain_text("4 of 5")


def test_the_button_says_whether_it_plays_on_or_again(replay: Locator):
    play(replay)

    replay.get_by_role("slider", name="Scene").press("End")
    expect(replay.get_by_role("button", name="Play again", exact=True)).to_be_visible()

    press(replay, "Back")
    expect(replay.get_by_role("button", name="Play", exact=True)).to_be_visible()


def test_arrow_keys_still_work_where_there_is_no_next_scene(replay: Locator):
    play(replay)
    replay.get_by_role("slider", name="Scene").press("End")
    press(replay, "Back")
    replay.get_by_role("button", name="Next").press("Enter")
    expect(scene(replay)).to_contain_text(LAST)

    replay.page.keyboard.press("ArrowLeft")

    expect(scene(replay)).to_contain_text("4 of 5")


def test_each_scene_is_announced_with_what_it_means_in_each_film(replay: Locator):
    play(replay)
    press(replay, "Next")

    said = replay.locator(".film output")

    expect(said).to_have_text(
        re.compile("^2: Worker w1 starts and takes it. Early.*acks_late=True")
    )


def test_a_message_travels_unless_motion_is_unwanted(open_page, pages: str):
    for wanted in (True, False):
        page = open_page(reduced_motion="no-preference" if wanted else "reduce")
        replay = stand_still(page, pages)
        play(replay)
        page.evaluate(COUNT_TRAVELLERS)
        press(replay, "Next")
        expect(worker(replay, 0).locator("li")).to_have_count(1)
        assert (page.evaluate("seen") > 0) == wanted


def test_nothing_jumps_from_scene_to_scene(replay: Locator):
    play(replay)
    press(replay, "Pause")
    replay.page.wait_for_function("document.querySelector('.film__say').style.minHeight !== ''")
    heights = []
    for _ in range(SCENES):
        heights.append(replay.locator(".film").bounding_box()["height"])
        if len(heights) < SCENES:
            press(replay, "Next")

    assert len(set(heights)) == 1, heights


def test_the_text_is_one_button_away(replay: Locator):
    steps = replay.locator(".replay__steps")
    expect(steps).to_be_hidden()

    press(replay, "Read it as text")

    expect(steps).to_be_visible()
    expect(steps.get_by_role("listitem")).to_have_count(SCENES)


def test_it_is_whole_without_javascript(open_page, pages: str):
    page = open_page(java_script_enabled=False)
    page.goto(pages)
    steps = page.locator("film-replay .replay__steps")

    expect(steps).to_be_visible()
    expect(page.locator(".replay__bar")).to_be_hidden()
    third = steps.locator("> li").nth(2)
    expect(third).to_contain_text("w1 is gone")
    expect(third).to_contain_text("broker: 0 waiting, 1 not acknowledged; make_report('March')")


def test_print_has_the_list_and_no_picture(replay: Locator):
    play(replay)
    replay.page.emulate_media(media="print")

    expect(replay.locator(".replay__steps")).to_be_visible()
    expect(replay.locator(".film")).to_be_hidden()


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_cut_off(open_page, pages: str, width: int, scheme: str):
    page = open_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.emulate_media(reduced_motion="reduce")
    replay = stand_still(page, pages)
    play(replay)
    press(replay, "Next")
    press(replay, "Read it as text")
    page.wait_for_function("document.querySelector('.film__say').style.minHeight !== ''")
    page.clock.resume()  # axe takes its time

    assert violations(page, "film-replay") == []
    wide = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(wide)
    small = """() => [...document.querySelectorAll('film-replay :is(button, input, select)')]
      .filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect())
      .filter(({ width, height }) => width < 24 || height < 24).length"""
    assert page.evaluate(small) == 0
    cut = """() => [...document.querySelectorAll('.film .chip > *')]
      .filter((one) => one.scrollHeight > one.clientHeight + 1).map((one) => one.textContent)"""
    assert page.evaluate(cut) == []


def test_it_leaves_with_its_page(replay: Locator):
    play(replay)

    replay.evaluate("(it) => it.remove()")

    replay.page.clock.run_for(60_000)  # a timer left over would fail on what is gone


def test_films_are_swiped_on_a_phone_or_moved_by_arrow_keys(open_page, pages: str):
    page = open_page(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    replay = stand_still(page, pages)
    play(replay)
    press(replay, "Next")
    films = replay.get_by_role("group", name="What was recorded, side by side")
    expect(films).to_have_attribute("tabindex", "0")
    assert page.evaluate(ON_ONE_SCREEN)

    films.focus()
    for _ in range(12):
        films.press("ArrowRight")

    page.wait_for_function("document.querySelector('.film__films').scrollLeft > 100")
    expect(scene(replay)).to_contain_text(SECOND)


def test_films_that_have_room_are_no_stop_of_the_tab_key(page: Page, replay: Locator):
    play(replay)
    page.wait_for_function("document.querySelector('.film__say').style.minHeight !== ''")

    expect(replay.locator(".film__films")).not_to_have_attribute("tabindex", "0")


def test_a_player_that_does_not_come_is_told_of_and_asked_for_again(page: Page, pages: str):
    page.route("**/replay/player.js", lambda route: route.abort())
    page.goto(pages)
    replay = page.locator("film-replay")
    replay.get_by_role("button", name="Play the replay").click()
    told = page.get_by_role("status").filter(has_text="A part of this page didn’t arrive.")
    expect(told).to_be_visible()
    page.unroute("**/replay/player.js")

    play(replay)

    page.mishaps.clear()  # the browser complains about the script that we withheld
