"""Markdown of questions: words keep their meaning, and nothing of it acts."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import markdown
from pymdownx.highlight import HighlightExtension
from pymdownx.superfences import SuperFencesCodeExtension

from handoff import text

from .html import MARKDOWN, Reader, assert_only

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</p></fieldset></form><h1>x",
    "<!-- x --> <![CDATA[x]]> <?x?> <!x>",
    "[x](javascript:alert(1)) <javascript:alert(1)> [y](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1)) [x](java\tscript:alert(1)) [x](\x01javascript:1)",
    "[x](data:text/html,<script>alert(1)</script>) [x](vbscript:x) [x](file:///etc)",
    '[x](http://a" onclick="alert(1)) [x](http://a "t" onclick="x")',
    "![x](http://example.org/x.png) ![x][y]\n\n[y]: http://example.org/x.png",
    "```<script>\n</code></pre><script>\n```",
    "    </code><script>",
    "`</code><script>`",
    "&lt;script&gt; &#60;script&#62; &amp;lt;",
    "\x02wzxhzdk:0\x03 \x00 \ud800 \ufffe",
    '" onmouseover="alert(1)',
]


SHORT = st.lists(st.sampled_from(["`", "``", "a", " ", '"', "(", "é.", "\u202e", "- "])).map(
    "".join
)


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("render", [text.html, text.inline])
def test_nothing_of_it_acts(attack, render):
    assert_only(Reader(render(attack)), MARKDOWN, {"href", "title", "class"})


@given(st.text() | st.text("<>&\"'`*_[]()!#-=:/\\ \n\tascript1.", max_size=60))
def test_nothing_of_any_text_acts(markdown):
    for render in (text.html, text.inline):
        html = render(markdown)
        assert_only(Reader(html), MARKDOWN, {"href", "title", "class", "start"})
        html.encode()
        assert not text.UNFIT.search(html)
        assert not text.BIDI.search(html)


@given(st.text("ab1 ``.,\"'(-=+:;?!%/é—…\u00a0\u2003", max_size=30).map("a".__add__) | SHORT)
@example("`a``b`")
@example("`a` b `c`")
@example("'a' `<b>&\"*`")
@example("a ` b ` c")
@example("`  `x")
def test_the_short_way_says_what_the_parser_says(markdown):
    fast = text.fast(markdown)
    if fast is not None:
        assert fast == text.parser().renderInline(markdown)
        assert f"<p>{fast}</p>\n" == text.parser().render(markdown)


def test_the_short_way_is_taken_for_most_texts():
    assert text.fast("Who runs `send_mail.delay(user.id)` then, the *client*?") is None
    assert text.fast('It "waits": the message stays (in Redis), as `{"id": 1}` & so on.') is None
    assert text.fast("Who runs `send_mail.delay(user.id)` - the client?") == (
        "Who runs <code>send_mail.delay(user.id)</code> - the client?"
    )


def test_emphasis_and_code_are_rendered():
    assert text.inline("an *inline* `x < 1` **not**") == (
        "an <em>inline</em> <code>x &lt; 1</code> <strong>not</strong>"
    )
    assert text.html("one\n\n- two") == "<p>one</p>\n<ul>\n<li>two</li>\n</ul>\n"


def test_code_blocks_look_like_those_of_the_chapters():
    source = '```python\nx = "<b>"  # why\n```'
    extensions = [SuperFencesCodeExtension(), HighlightExtension()]

    assert text.html(source).strip() == markdown(source, extensions=extensions)


def test_a_language_that_nobody_knows_is_text():
    assert text.code("<x>", "nosuch") == text.code("<x>", "text")


def test_links_stay_links():
    assert text.inline("[a](../x/#y)") == '<a href="../x/#y">a</a>'
    assert text.inline("[a](HTTPS://x.org)") == '<a href="HTTPS://x.org">a</a>'
    assert text.inline("[a](#y:z)") == '<a href="#y:z">a</a>'


def test_marks_that_turn_the_direction_are_shown_by_name():
    assert text.inline("access\u202elevel") == "access[U+202E]level"
    assert "[U+2066]" in text.code("x = 1 # \u2066 hidden")
    assert text.inline("עברית") == "עברית"


def test_controls_and_halves_of_pairs_become_replacement_characters():
    assert text.inline("a\x02wzxhzdk:0\x03\ud800\x00") == "a\ufffdwzxhzdk:0\ufffd\ufffd\ufffd"


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("one `word`", "one word"),
        ("*one* & `x < 1`", "one & x < 1"),
        ("[link](http://x) **b**", "link b"),
        ("`` ` ``", "`"),
    ],
)
def test_plain_text_is_what_a_reader_sees(markdown, plain):
    assert text.plain(markdown) == plain


@pytest.mark.parametrize("hard", ["[" * 10_000, "*a " * 3_000, "`" * 10_000, "> " * 5_000])
def test_text_of_the_longest_size_takes_no_square_time(hard):
    import time

    start = time.process_time()
    text.parser().render("a b " * 2_500)
    plain = time.process_time() - start
    start = time.process_time()

    text.html(hard)

    assert time.process_time() - start < 300 * max(plain, 0.005)
