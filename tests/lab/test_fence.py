"""The `lab` fence: files and recorded output as HTML, and errors that say what would do."""

from pathlib import Path

import pytest

from handoff.fences import Reading
from handoff.lab.example import LabError, read
from handoff.lab.fence import html
from handoff.lab.fence import read as read_fence
from handoff.pages.page import Fence, Page
from tests.fixtures.site import ROOT

FENCE = "authors/lab\ntasks.py\nprogram.py"


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    """examples/ with one folder, guide/one, whose files a test may change."""
    folder = tmp_path / "guide" / "one"
    folder.mkdir(parents=True)
    (folder / "run.toml").write_text('[processes]\nworker = "celery -A shop worker -Q fast"\n')
    (folder / "shop.py").write_text("# --8<-- [start:app]\napp = 1\n# --8<-- [end:app]\n")
    (folder / "buy.py").write_text("import shop\n")
    (folder / "buy.txt").write_text("bought\n")
    return tmp_path


def reading(source: str) -> Reading:
    return read_fence(Fence("lab", source.splitlines(), 5), Page(ROOT / "docs" / "page.md", ""))


def test_page_holds_files_output_and_how_to_run_it(monkeypatch):
    monkeypatch.chdir(ROOT)

    page = html(reading(FENCE).value)

    assert "send_receipt" in page
    assert "sent: receipt for order 7 sent" in page
    assert "python -m handoff demo authors/lab" in page


def test_section_marks_are_not_shown(examples: Path):
    lab = read("guide/one\nshop.py\nbuy.py", examples)

    assert lab.files["shop.py"] == "app = 1\n"


def test_last_file_is_the_program(examples: Path):
    lab = read("guide/one\nshop.py\nbuy.py", examples)

    assert (lab.program, lab.output) == ("buy.py", "bought\n")


def test_run_toml_says_whether_a_worker_runs_meanwhile(examples: Path):
    manifest = examples / "guide" / "one" / "run.toml"
    alone = read("guide/one\nshop.py\nbuy.py", examples)
    manifest.write_text(manifest.read_text() + '[record]\nbuy = { with = ["worker"] }\n')

    beside = read("guide/one\nshop.py\nbuy.py", examples)

    assert alone.facts["start"] == {}
    assert beside.facts["start"] == {"worker": "celery -A shop worker -Q fast"}


def test_worker_that_a_reader_starts_is_one_of_the_labs_own_modules(examples: Path):
    manifest = examples / "guide" / "one" / "run.toml"
    another = '[processes]\nworker = "celery -A tasks worker"\n'
    manifest.write_text(another)
    other = read("guide/one\nshop.py\nbuy.py", examples)
    manifest.write_text(f'{another}stock = "celery -A shop worker -Q fast"\n')

    own = read("guide/one\nshop.py\nbuy.py", examples)

    assert other.facts["worker"] == "celery -A shop worker --loglevel INFO"
    assert own.facts["worker"] == "celery -A shop worker -Q fast"


@pytest.mark.parametrize(
    ("fence", "said"),
    [
        ("guide/two\nbuy.py", "'guide/two' is not a folder with a run.toml"),
        ("guide/one", "name its .py files, a line each, the program last"),
        ("guide/one\nshop.py\nsell.py", "one/sell.txt is not there (record it"),
        ("guide/one\nstock.py\nbuy.py", "one/stock.py is not there"),
        ("", "is not a folder with a run.toml"),
    ],
)
def test_what_is_not_there_is_named(examples: Path, fence: str, said: str):
    with pytest.raises(LabError) as caught:
        read(fence, examples)

    assert said in str(caught.value)


def test_mistake_is_told_by_file_and_line(monkeypatch):
    monkeypatch.chdir(ROOT)

    [problem] = reading("authors/nowhere\na.py").problems

    assert str(problem).startswith("docs/page.md:5:1: lab: 'authors/nowhere' is not a folder")
