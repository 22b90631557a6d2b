"""What Celery's signals tell of a film: who holds what, and in which order it is told."""

from handoff_celery.replays.story import Story


def told(*lines: dict) -> Story:
    story = Story(labels={"a": "charge(7)", "b": "make_report('May')"})
    for line in lines:
        story.hear({"retries": 0, **line})
    return story


def said(what: str, who: str = "w1", id: str = "a", **more: object) -> dict:
    return {"what": what, "who": who, "id": id, "late": False, "eta": None, **more}


def waiting_and_taken(story: Story) -> tuple[list[str], list[str]]:
    return next(story.guesses())


def test_a_message_is_acknowledged_when_it_starts_unless_it_is_late():
    early = told(said("received"), said("started"))
    late = told(said("received", late=True), said("started"))

    assert waiting_and_taken(early) == (["b"], [])
    assert waiting_and_taken(late) == (["b"], ["a"])


def test_a_retry_that_a_worker_holds_outlives_the_run_that_sent_it():
    story = told(
        said("received"),
        said("started"),
        said("published", retries=1),
        said("received", eta="later", retries=1),
        said("ended"),
    )

    [held] = story.held["w1"]
    assert (held.eta, held.running) == (True, False)
    assert waiting_and_taken(story) == (["b"], ["a"])


def test_what_a_killed_worker_held_unacknowledged_waits_again():
    story = told(said("received", late=True), said("started"), said("received", id="b"))

    story.lose("w1")

    assert waiting_and_taken(story) == (["a", "b"], [])


def test_a_broker_may_have_given_up_on_a_frozen_worker():
    story = told(said("received", late=True), said("started"))
    story.frozen.add("w1")

    assert list(story.guesses()) == [(["b"], ["a"]), (["a", "b"], [])]


def test_what_a_killed_child_ran_is_with_nobody():
    story = told(said("received"), said("started"), said("received", id="b"))

    story.interrupt("w1")

    assert [each.message for each in story.held["w1"]] == ["b"]


def test_what_is_told_of_one_message_stays_together_in_every_run():
    lines = [
        said("received", id="b"),
        said("received"),
        {"what": "ready", "who": "w1"},
        said("started"),
        said("published", who="client", queue="mail", retries=0),
    ]
    story = told()

    first, second = story.sentences(lines), story.sentences([*lines[1:], lines[0]])

    assert first == second
    assert first == [
        "client published charge(7) to the queue mail",
        "w1 is ready",
        "w1 received charge(7)",
        "w1 started charge(7)",
        "w1 received make_report('May')",
    ]
