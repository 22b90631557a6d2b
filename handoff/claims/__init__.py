"""Sentences about how something behaves, each proven by an experiment of the same name.

docs/<guide>/02-….md               … waits {claim:tea_gets_bitter}
tests/claims/<guide>/02-…/*.py     def test_tea_gets_bitter, and the sentence

marks ───────┬─► extension: the mark on the page, a link to its experiment
experiments ─┼─► fence: the page that shows every experiment of a guide, and its control
             └─► check: a mark without a test, a test without a mark
"""


def makeExtension(**options):
    """Python-Markdown's entry: `markdown_extensions: [handoff.claims]`."""
    from handoff.claims.extension import makeExtension as make  # not for those who only read

    return make(**options)
