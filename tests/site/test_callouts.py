"""Callouts name their kind in words."""

from markdown import markdown


def html(text: str) -> str:
    return markdown(text, extensions=["admonition", "handoff.callouts"])


def test_a_callout_with_a_title_says_its_kind_first():
    made = html('!!! trap "It is not asyncio"\n    Text.')

    assert '<span class="callout__kind">Trap</span> It is not asyncio</p>' in made


def test_a_title_keeps_its_code_and_emphasis():
    made = html('!!! insight "Call `delay` *once*"\n    Text.')

    assert "Insight</span> Call <code>delay</code> <em>once</em></p>" in made


def test_a_title_may_begin_with_code():
    made = html('!!! trap "`inspect` asks all"\n    Text.')

    assert "Trap</span> <code>inspect</code> asks all</p>" in made


def test_a_callout_without_a_title_is_its_kind():
    assert '<p class="admonition-title">Definition</p>' in html("!!! definition\n    Text.")


def test_what_happened_has_its_title_written_for_it():
    assert '<p class="admonition-title">What just happened</p>' in html("!!! happened\n    Text.")


def test_other_admonitions_stay_as_they_are():
    assert '<p class="admonition-title">Mind</p>' in html('!!! note "Mind"\n    Text.')
