from pathlib import Path

import pytest

from tests.book.knots import shelved


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The guide about knots, built."""
    monkeypatch.chdir(tmp_path)
    return shelved(tmp_path)
