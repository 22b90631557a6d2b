"""`python -m handoff publish` refuses what it would make a broken site of."""

import argparse
from pathlib import Path

import pytest

from handoff.commands import publish
from handoff.publish.policy import PLACE


@pytest.fixture
def refused(capsys, tmp_path: Path):
    """What the command says, and that it changed nothing, given a site with this first page."""

    def run(first_page: str | None) -> str:
        if first_page is not None:
            (tmp_path / "index.html").write_text(first_page)
        assert publish.run(argparse.Namespace(site=tmp_path, no_offline=False)) == 1
        assert [path.name for path in tmp_path.iterdir()] == ["index.html"] * bool(first_page)
        return capsys.readouterr().err

    return run


def test_a_folder_without_a_site_is_refused(refused):
    assert "no built site" in refused(None)


def test_a_site_that_was_built_for_its_author_is_refused_with_what_would_do(refused):
    said = refused("<!doctype html><title>Knots</title>")

    assert "built without PUBLISHED=true" in said
    assert "published: !ENV [PUBLISHED, false]" in said


def test_the_place_that_it_looks_for_is_in_the_template():
    assert f'<meta http-equiv="Content-Security-Policy" {PLACE}>' in Path(
        "overrides/main.html"
    ).read_text(encoding="utf-8")
