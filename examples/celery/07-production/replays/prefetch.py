"""Two workers, one of them with a long task: who holds what."""

TITLE = "Two workers, and what each one reserves"
BASE = {"backend": False}
ONE = {**BASE, "worker_prefetch_multiplier": 1}
FILMS = {
    "default": {"title": "The default, 4 per slot", **BASE},
    "one": {"title": "Multiplier 1", **ONE},
    "one-late": {"title": "Multiplier 1, `acks_late`", "task_acks_late": True, **ONE},
}
CLAIMS = [
    "by_default_a_worker_reserves_four_messages_a_slot",
    "multiplier_1_still_reserves_one",
    "multiplier_1_and_acks_late_reserve_none",
]
SLOW = True
MONTHS = ("January", "March", "April", "May", "June", "July")
BEHIND = {"default": 4, "one": 1, "one-late": 0}  # January, with w1


def play(stage, film):
    behind = BEHIND[film]
    free = len(MONTHS) - 1 - behind
    stage.client(f"for month in {MONTHS}: make_report.delay(month)")
    stage.step("The client asks for six reports", "The one for January takes very long.")
    stage.worker("w1")
    stage.step(
        "Worker w1, with one slot, starts alone",
        "It runs January, and reserves four more, out of anybody else's reach."
        if behind == 4
        else "It runs January, and reserves one more: the running one is acknowledged already."
        if behind
        else "It runs January. That one isn't acknowledged, so there's no room for another.",
        until=lambda: stage.told("started") == 1 and stage.told("received") == 1 + behind,
    )
    stage.let_go(*MONTHS[1:])
    stage.worker("w2", "--without-mingle", "--without-gossip")
    stage.step(
        "Worker w2 starts; all but January are quick",
        f"w2 makes {free} of the five quick ones, and has nothing to do. {behind} wait behind "
        "January."
        if behind > 1
        else "w2 makes four of the five quick ones. One waits behind January."
        if behind
        else "w2 makes all five. Nothing waits behind January.",
        until=lambda: stage.told("succeeded", "w2") == free,
    )
    stage.let_go("January")
    stage.step(
        "January is done at last",
        "Only now w1 gets to the four." if behind == 4 else "All six are done.",
        until=lambda: stage.told("succeeded") == len(MONTHS) and stage.unacknowledged() == 0,
    )
