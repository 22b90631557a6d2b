"""What only CI runs says what it found."""

from tests.ci import budgets, links, newest, walk


def test_a_table_of_budgets_marks_what_moved_and_what_is_new():
    table = budgets.table({"a/": (70_000, 8), "b/": (60_000, 7)}, {"a/": (65_000, 8)})

    assert table.splitlines()[2:] == [
        "| /a/ | **70.0** | 65.0 | 8 | 8 |",
        "| /b/ | **60.0** | – | **7** | – |",
    ]


def test_a_link_to_another_host_is_asked_once_for_all_its_pages(tmp_path):
    for name in ("one.html", "two.html"):
        text = '<main><a href="https://example.org/a#part"></a><a href="/here">here</a></main>'
        (tmp_path / name).write_text(text)

    assert links.outward(tmp_path) == {"https://example.org/a": {"one.html", "two.html"}}


def test_a_page_that_is_gone_counts_and_a_host_with_a_bad_night_does_not():
    answers = ["200", "404", "410", "403", "503", "ConnectionError"]

    assert [answer for answer in answers if links.broken(answer)] == [
        "404",
        "410",
        "ConnectionError",
    ]


def test_newest_looks_at_what_we_chose_and_not_at_what_that_needs():
    names = newest.chosen(*newest.FILES)

    assert {"celery", "mkdocs-material", "merman", "pytest"} <= names
    assert "kombu" not in names and "attrs" not in names


def test_a_walk_finds_a_script_that_is_not_at_its_address(browser, tmp_path, monkeypatch):
    monkeypatch.setattr(walk, "PATIENCE", 500)
    (tmp_path / "index.html").write_text('<script src="/assets/quiz.js"></script>')

    found = walk.mishaps(browser, tmp_path, "handoff")

    assert any(line.startswith("/: 404: ") for line in found)
    assert "/: the site's own scripts do not run" in found
