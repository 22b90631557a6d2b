"""What templates leave around an article goes; what stands in it stays."""

from handoff.publish.margins import tight


def test_the_frame_loses_its_margins_and_the_article_keeps_them():
    page = (
        "<body>\n\n  <nav>\n    to a\n  </nav>\n<article><pre>\n\n  x\n</pre></article>\n\n </body>"
    )

    expected = "<body>\n<nav>\nto a\n</nav>\n<article><pre>\n\n  x\n</pre></article>\n</body>"
    assert tight(page) == expected


def test_a_page_without_an_article_stays_as_it_is():
    assert tight("<pre>\n\n  x</pre>") == "<pre>\n\n  x</pre>"
