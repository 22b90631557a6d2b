"""What HTML from questions may hold, read by Python's own parser."""

from html.parser import HTMLParser

VOID = {"br", "hr", "input"}
MARKDOWN = {
    *("p", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "a", "br", "hr"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "div", "span"),
}


class Reader(HTMLParser):
    """Tags, attributes and text; raises where tags are not closed in turn."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.text = ""
        self.other: list[str] = []
        self.feed(html)
        self.close()
        assert not self.open, f"{self.open} left open"

    def handle_starttag(self, tag: str, attributes: list) -> None:
        self.tags.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.other.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def assert_only(reader: Reader, tags: set[str], attributes: set[str]) -> None:
    """Nothing in it but these tags and attributes, and links that lead to pages."""
    assert not reader.other
    for tag, own in reader.tags:
        assert tag in tags, tag
        assert own.keys() <= attributes, own
        if href := own.get("href"):
            assert href.startswith(("http://", "https://", "mailto:")) or ":" not in head(href)


def head(address: str) -> str:
    """What a browser may take for a scheme: all before the first / ? or #."""
    for sign in "/?#":
        address = address.partition(sign)[0]
    return address
