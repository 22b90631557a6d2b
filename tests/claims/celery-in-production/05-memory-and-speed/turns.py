"""The sample that limits texts over all workers."""

import pytest

from handoff.samples.waiting import wait_until

SAMPLE = "celery-in-production/05-memory-and-speed"
TEXTS = 41


@pytest.fixture
def sent(project):
    """sent(): two workers, and when each text was sent, in order."""
    project.copy(SAMPLE)
    source = (project.folder / "texts.py").read_text()

    def run(source=source):
        noting = source.replace("print(f", "note(f").replace("import redis", NOTING)
        project.write("texts.py", noting)
        for _ in range(2):
            project.worker(app="texts", mingle=False)
        task = project.load("texts").send_text
        for user_id in range(TEXTS):
            task.delay(user_id)
        wait_until(lambda: len(project.notes) == TEXTS, lambda: f"all sent: {project.notes}")
        assert len({note.pid for note in project.notes}) == 2  # both have sent some
        return [note.at for note in project.notes]

    run.source = source
    return run


NOTING = "import redis\nfrom notes import note"


def test_turns_in_redis_hold_for_all_workers_together(sent):
    """Two workers send 41 texts at ten a second: the last comes 4 seconds after the first."""
    at = sent()

    assert at[-1] - at[0] > 3.8


def test_turns_in_redis_hold_for_all_workers_together__control(sent):
    """With a thousand a second in place of ten the same texts are out in less."""
    at = sent(sent.source.replace('"texts", 10', '"texts", 1000'))

    assert at[-1] - at[0] < 3.8
