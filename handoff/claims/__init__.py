"""Sentences about how something behaves, each proven by an experiment of the same name.

docs/<guide>/02-….md               … waits {claim:tea_gets_bitter}
tests/claims/<guide>/02-…/*.py     def test_tea_gets_bitter, and the sentence

marks ───────┬─► extension: the mark on the page, a link to its experiment
experiments ─┼─► fence: the page that shows every experiment of a guide, and its control
             └─► check: a mark without a test, a test without a mark
"""

from handoff.claims.check import problems
from handoff.claims.extension import makeExtension

__all__ = ["makeExtension", "problems"]
