"""A site of the question editor's page, built and published as the whole one is."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from handoff.editor import slices
from handoff.editor.slices import FOLDER
from handoff.publish.site import publish
from tests.fixtures.lab import pages_built
from tests.fixtures.site import BUILT_FOR, ROOT, served
from tests.quiz.conftest import project  # noqa: F401

PAGE = "authors/question-editor"
REPOSITORY = "https://github.com/someone/guide"


@pytest.fixture(scope="session")
def editor_site(lab_bundle: Path, tmp_path_factory) -> Iterator[str]:
    """The address of the pages for authors, with every quiz to mend; ends with a slash."""
    slices.write()
    pages = (PAGE, "authors/questions")
    words = {"PUBLISHED": "true", "SITE_URL": BUILT_FOR, "REPOSITORY_URL": REPOSITORY}
    site = pages_built(tmp_path_factory.mktemp("editor"), pages, **words)
    shutil.copytree(ROOT / "docs" / FOLDER, site / FOLDER)
    publish(site)
    with served(site) as address:
        yield address
