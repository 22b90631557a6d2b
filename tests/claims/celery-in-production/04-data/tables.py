"""django-celery-beat and django-celery-results, with their tables in PostgreSQL."""

import pytest

from handoff.samples.waiting import wait_until

FOLDER = "celery-in-production/04-data/django_app"
START = """
import django
django.setup()
from django_celery_beat.models import IntervalSchedule, PeriodicTask, PeriodicTasks
from django_celery_results.models import TaskResult
from django.core.management import call_command
from site_config import app, which_connection

call_command("migrate", verbosity=0)
every_second, _ = IntervalSchedule.objects.get_or_create(every=1, period="seconds")
"""
ADD = """
PeriodicTask.objects.create(
    name="{name}", task="site_config.which_connection", queue="{name}", interval=every_second)
"""


@pytest.fixture
def site(project, database):
    """The chapter's Django app on a database of the test's own, its tables made."""
    project.copy(FOLDER)
    project.set(DATABASE_URL=database, DJANGO_SETTINGS_MODULE="settings")
    project.set(CELERY_RESULT_BACKEND="django-db")
    return project


def in_django(site, program):
    """What a program prints; PeriodicTask and its kin are at hand, the tables are made."""
    site.write("program.py", START + program)
    return site.run("python program.py").splitlines()


def entries(*names):
    """Lines that make entries, due every second, each sent to a queue of its own."""
    return "".join(ADD.format(name=name) for name in names)


def beat(site):
    return site.beat(app="site_config")


def sent(site, queue):
    return site.broker.waiting(queue)


def test_a_new_row_is_sent_without_a_restart(site):
    """DatabaseScheduler sends an entry that was added while beat runs.

    Control: Beat's own scheduler reads its schedule once, at the start:
    beat_reads_its_schedule_once in the Celery guide.
    """
    in_django(site, "")
    beat(site)

    in_django(site, entries("added"))

    wait_until(lambda: sent(site, "added"), "the new entry to be sent")


def changed(site, change):
    """How often an entry was sent to another queue, while beat sent a second one five times."""
    in_django(site, entries("still", "moved"))
    beat(site)
    wait_until(lambda: sent(site, "moved"), "beat to send")

    in_django(site, f'moved = PeriodicTask.objects.filter(name="moved")\n{change}')
    before = sent(site, "still")
    wait_until(lambda: sent(site, "still") >= before + 5, "five more runs of the other entry")
    return sent(site, "new")


@pytest.mark.slow
def test_update_goes_past_beat(site):
    """A row changed by a queryset's `.update()` isn't noticed by beat's next looks at the table."""
    assert changed(site, 'moved.update(queue="new")') == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    "told",
    [
        'moved.update(queue="new"); PeriodicTasks.update_changed()',
        'one = moved.get(); one.queue = "new"; one.save()',
    ],
)
def test_update_goes_past_beat__control(site, told):
    """Beat notices update() with PeriodicTasks.update_changed(), and save()."""
    assert changed(site, told)


def runs(beats):
    """How many runs each beat says that it has sent."""
    return [each.log.count("Sending due task both") for each in beats]


@pytest.mark.slow
def test_two_beats_on_one_table_send_twice(site):
    """Two beats with DatabaseScheduler on one database each send every run.

    Control: The same entry with one of them: it comes half as often.
    """
    in_django(site, entries("both"))
    beats = [beat(site), beat(site)]
    wait_until(lambda: min(runs(beats)) >= 2, "two runs of each beat")
    first, second = since(site, beats, 8)
    beats[0].kill()
    alone = since(site, beats[1:], 4)[0]

    assert first + second >= 8 and min(first, second) >= 3
    assert alone == 4


def since(site, beats, messages):
    """How many runs each beat sends while so many messages more come into the queue."""
    before, there = runs(beats), sent(site, "both")
    wait_until(lambda: sent(site, "both") >= there + messages, "more messages")
    return [now - then for now, then in zip(runs(beats), before, strict=True)]


def row_of_a_result(site, **settings):
    """The row of a task's result, when a worker has run it."""
    lines = "".join(f"{name} = {value}\n" for name, value in settings.items())
    site.write("settings.py", (site.folder / "settings.py").read_text() + lines)
    in_django(site, "which_connection.delay()")
    worker = site.worker(app="site_config", mingle=False)
    worker.wait_for("succeeded in")
    row = "print(TaskResult.objects.values_list('status', 'task_name', 'task_args').get())"
    return in_django(site, row)[0]


@pytest.mark.slow
def test_a_result_has_its_tasks_name_only_when_extended(site):
    """With CELERY_RESULT_EXTENDED a result's row says which task it was, and its arguments."""
    assert row_of_a_result(site) == "('SUCCESS', 'site_config.which_connection', '\"()\"')"


@pytest.mark.slow
def test_a_result_has_its_tasks_name_only_when_extended__control(site):
    """Without it the row has neither."""
    assert row_of_a_result(site, CELERY_RESULT_EXTENDED=False) == "('SUCCESS', None, None)"


CLEAN = """
from datetime import timedelta
from django.utils.timezone import now
TaskResult.objects.create(task_id="old")
TaskResult.objects.create(task_id="new")
TaskResult.objects.filter(task_id="old").update(date_done=now() - timedelta(days=2))
print(*TaskResult.objects.values_list("task_id", flat=True).order_by("task_id"))
{then}
print(*TaskResult.objects.values_list("task_id", flat=True).order_by("task_id"))
"""


def test_old_results_stay_until_a_cleanup(site):
    """A result of two days ago is still in the table; celery.backend_cleanup deletes it.

    Control: A new one is there before the cleanup and after it.
    """
    clean = "app.tasks['celery.backend_cleanup']()"

    assert in_django(site, CLEAN.format(then=clean)) == ["new old", "new"]
