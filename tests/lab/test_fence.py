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
WORKER = "celery -A shop worker -Q fast"
RECORD = '[record]\nbuy = { run = "python buy.py" }\n'


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    """examples/ with one folder, guide/one, whose files a test may change."""
    folder = tmp_path / "guide" / "one"
    folder.mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text("extra: {subject: handoff_celery}\n")
    (folder / "run.toml").write_text(f'[processes]\nworker = "{WORKER}"\n{RECORD}')
    (folder / "shop.py").write_text(
        "import celery\n# --8<-- [start:app]\napp = 1\n# --8<-- [end:app]\n"
    )
    (folder / "buy.py").write_text("import shop\n")
    (folder / "buy.txt").write_text("bought\n")
    return tmp_path


def reading(source: str) -> Reading:
    return read_fence(Fence("lab", source.splitlines(), 5), Page(ROOT / "docs" / "page.md", ""))


def test_page_holds_files_output_and_how_to_run_it(monkeypatch):
    monkeypatch.chdir(ROOT)

    page = html(reading(FENCE).value, Page(ROOT / "docs" / "page.md", ""))

    assert "send_receipt" in page
    assert "sent: receipt for order 7 sent" in page
    assert "python -m handoff demo authors/lab" in page


def test_section_marks_are_not_shown(examples: Path):
    lab = read("guide/one\nshop.py\nbuy.py", examples)

    assert lab.files["shop.py"] == "import celery\napp = 1\n"


def test_last_file_is_the_program(examples: Path):
    lab = read("guide/one\nshop.py\nbuy.py", examples)

    assert (lab.program, lab.output) == ("buy.py", "bought\n")


def test_run_toml_says_whether_a_worker_runs_meanwhile(examples: Path):
    manifest = examples / "guide" / "one" / "run.toml"
    alone = read("guide/one\nshop.py\nbuy.py", examples)
    manifest.write_text(manifest.read_text().replace(" }", ', with = ["worker"] }'))

    beside = read("guide/one\nshop.py\nbuy.py", examples)

    assert alone.facts["start"] == {}
    assert beside.facts["start"] == {"worker": "celery -A shop worker -Q fast"}


def test_a_lab_that_is_not_about_the_subject_is_plain_python(examples: Path):
    about = read("guide/one\nshop.py\nbuy.py", examples)

    plain = read("guide/one\nbuy.py", examples)

    assert '"view": "celery"' in about.data
    assert "view" not in plain.data
    assert "worker" not in plain.data
    assert "Runs Python in this tab" in html(plain, Page(ROOT / "docs" / "page.md", ""))


def test_worker_that_a_reader_starts_is_one_of_the_labs_own_modules(examples: Path):
    manifest = examples / "guide" / "one" / "run.toml"
    another = '[processes]\nworker = "celery -A tasks worker"\n'
    manifest.write_text(another + RECORD)
    other = read("guide/one\nshop.py\nbuy.py", examples)
    manifest.write_text(f'{another}stock = "{WORKER}"\n{RECORD}')

    own = read("guide/one\nshop.py\nbuy.py", examples)

    assert other.facts["worker"] == "celery -A shop worker --loglevel INFO"
    assert own.facts["worker"] == "celery -A shop worker -Q fast"


@pytest.mark.parametrize(
    ("fence", "word", "said"),
    [
        ("guide/two\nbuy.py", 0, 'no lab "guide/two"; did you mean "guide/one"?'),
        ("guide/one", 0, "names no program; write its .py files, the program last"),
        ("guide/one\nshop.py\nsell.py", 2, 'one/ has no "sell.py"; there are buy.py, shop.py'),
        ("guide/one\nshap.py\nbuy.py", 1, 'has no "shap.py"; did you mean "shop.py"?'),
        ("guide/one\nbuy.py\nshop.py", 2, 'run.toml records no "shop"; there is buy'),
        ("", 0, "names no example"),
    ],
)
def test_what_is_not_there_is_named(examples: Path, fence: str, word: int, said: str):
    with pytest.raises(LabError) as caught:
        read(fence, examples)

    assert said in str(caught.value)
    assert caught.value.word == word


def test_a_mistake_of_run_toml_is_told_as_the_check_tells_it(examples: Path):
    manifest = examples / "guide" / "one" / "run.toml"
    manifest.write_text(manifest.read_text().replace("run =", "rum ="))

    with pytest.raises(LabError) as caught:
        read("guide/one\nbuy.py", examples)

    assert str(caught.value.problems[0]).endswith(
        "run.toml:4:1: 'buy' has 'rum'; did you mean \"run\"?"
    )


def test_mistake_is_told_by_file_line_and_column(monkeypatch):
    monkeypatch.chdir(ROOT)

    [problem] = reading("authors/nowhere\na.py").problems

    assert str(problem).startswith('docs/page.md:6:1: there is no lab "authors/nowhere"; ')
