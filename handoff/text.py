"""The Markdown of questions as HTML that holds nothing active but links.

    html("one `word`")    '<p>one <code>word</code></p>'      paragraphs, lists, code blocks
    inline("one `word`")  'one <code>word</code>'             for a label or a legend
    code("x = 1", "python")                                   a block like those of the chapters
    plain("one `word`")   'one word'                          for lengths, titles and terminals

Raw HTML is text. Pictures are not drawn, so no page fetches anything for a question.
"""

import re
from functools import cache, lru_cache
from html import escape, unescape
from typing import TYPE_CHECKING

from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

# Direction overrides, embeddings and isolates can make text read otherwise than it is: they are
# shown by name. Controls (the stash marks of Python-Markdown are such) and halves of surrogate
# pairs become the replacement character.
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)

# One line of words and `code`, which is most of all texts, needs no parser.
PLAIN_LINE = re.compile(
    r"""(?=[^\W\d_]|["'(`])(?:[^\x00-\x1f`\\*_\[\]<>&~#|\x7f-\xa0]|(?<!`)`[^`\n]+`)+"""
)
CODE_SPAN = re.compile(r"`([^`]+)`")
SAFE_LINK = re.compile(r"(?:https?:|mailto:|[^:]*$|[^:]*[/?#])", re.IGNORECASE)
TAGS = re.compile(r"<[^>]*>")


def html(markdown: str) -> str:
    """Block HTML: what stands between other blocks."""
    line = fast(markdown)
    return blocks(printable(markdown)) if line is None else f"<p>{line}</p>\n"


def inline(markdown: str) -> str:
    """Phrasing HTML: what may stand in a label or a heading."""
    line = fast(markdown)
    return phrases(printable(markdown)) if line is None else line


def code(text: str, language: str = "text") -> str:
    """A highlighted block, in the markup that pymdownx.highlight gives the chapters'."""
    return highlighted(printable(text), language)


@lru_cache(4096)
def plain(markdown: str) -> str:
    """What a reader sees of it, without markup."""
    if is_plain_line(markdown):
        return CODE_SPAN.sub(words_of_span, markdown) if "`" in markdown else markdown
    return unescape(TAGS.sub("", blocks(printable(markdown)))).strip()


def printable(text: str) -> str:
    """The text without what no page should hold."""
    if text.isascii() and text.isprintable():
        return text
    text = UNFIT.sub("\N{REPLACEMENT CHARACTER}", text)
    return BIDI.sub(lambda mark: f"[U+{ord(mark[0]):04X}]", text)


def fast(markdown: str) -> str | None:
    """The HTML of one plain line, or None where it takes a parser."""
    if not is_plain_line(markdown):
        return None
    line = escape(markdown, quote=False).replace('"', "&quot;")
    return CODE_SPAN.sub(code_span, line) if "`" in line else line


def is_plain_line(markdown: str) -> bool:
    if not PLAIN_LINE.fullmatch(markdown) or markdown[-1].isspace():
        return False
    return markdown.isascii() or not BIDI.search(markdown)


def code_span(span: re.Match) -> str:
    return f"<code>{words_of_span(span)}</code>"


def words_of_span(span: re.Match) -> str:
    """The span's words; one space at both ends is there for the backticks' sake."""
    words = span[1]
    padded = words[0] == words[-1] == " " and words.strip(" ")
    return words[1:-1] if padded else words


@lru_cache(4096)
def blocks(markdown: str) -> str:
    return parser().render(markdown)


@lru_cache(4096)
def phrases(markdown: str) -> str:
    return parser().renderInline(markdown)


@cache
def parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # a tenth of a second that plain lines need not wait for

    markdown = MarkdownIt("commonmark", {"html": False}).disable("image")
    markdown.validateLink = lambda address: bool(SAFE_LINK.match(address))
    markdown.add_render_rule("fence", fence)
    markdown.add_render_rule("code_block", fence)
    return markdown


def fence(renderer, tokens, index, options, env) -> str:
    token = tokens[index]
    return code(token.content, (token.info.split() or ["text"])[0])


@lru_cache(1024)
def highlighted(text: str, language: str) -> str:
    return highlight(text, lexer(language), HtmlFormatter(wrapcode=True))


@cache
def lexer(language: str):
    try:
        return get_lexer_by_name(language)
    except (ClassNotFound, ImportError):  # the question editor's tab has few of them
        return get_lexer_by_name("text")
