"""Sentences about Celery's behaviour, each proven by an experiment of the same name.

docs/**/*.md        … waits {claim:messages_wait_while_no_worker_runs}
tests/claims/*.py   def test_messages_wait_while_no_worker_runs: \"\"\"the claim, one sentence\"\"\"

marks ───────┬─► extension: the mark in the chapter, a link to its experiment
experiments ─┼─► fence: the page that shows every experiment's source
             └─► check: a mark without a test, a test without a mark
"""

from handoff.claims.check import problems
from handoff.claims.extension import makeExtension

__all__ = ["makeExtension", "problems"]
