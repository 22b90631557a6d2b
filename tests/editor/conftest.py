"""A site of the question editor's page, built as the whole one is."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from handoff.editor import slices
from handoff.editor.slices import FOLDER
from tests.fixtures.lab import pages_built
from tests.fixtures.site import ROOT, served
from tests.quiz.conftest import project  # noqa: F401

PAGE = "authors/question-editor"


@pytest.fixture(scope="session")
def editor_site(lab_bundle: Path, tmp_path_factory) -> Iterator[str]:
    """The address of the pages for authors, with every quiz to mend; ends with a slash."""
    slices.write()
    site = pages_built(tmp_path_factory.mktemp("editor"), (PAGE, "authors/questions"))
    shutil.copytree(ROOT / "docs" / FOLDER, site / FOLDER)
    with served(site) as address:
        yield address
