"""A fault of ours in a fence is heard of: superfences would make plain code of it."""

import logging

import pytest
from mkdocs.exceptions import Abort

from handoff.replay import fence
from tests.replay.test_offers import built, tea

__all__ = ["tea"]  # a fixture


def test_a_fault_in_a_fence_is_told_with_file_and_line(tea, monkeypatch, caplog):
    def fails(value, page):
        raise ZeroDivisionError("of ours")

    monkeypatch.setattr(fence, "html", fails)

    with caplog.at_level(logging.ERROR, "mkdocs.handoff"), pytest.raises(Abort):
        built(tea, "guide/01-tea")

    [told] = [each for each in caplog.records if each.exc_info]
    message = told.getMessage()
    assert message.startswith("docs/guide/01-tea.md:24:1: this replay fence cannot be drawn")
    assert told.levelno == logging.ERROR and told.exc_info[0] is ZeroDivisionError
