"""HTML and plain text of other programs as our Markdown.

markdown("<p>a <b>b</b></p>")   ("a **b**", [])
markdown("<img src=x>")         ("", ["img"])          what it has no Markdown for
escaped("a * b")                "a \\* b"
"""

import re
from html.parser import HTMLParser

SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
MARKS = {"em": "*", "i": "*", "strong": "**", "b": "**"}
BLOCKS = {"p", "div", "ul", "ol", "table", "tr", "blockquote"}
DEEPEST = 9  # lists in lists, as anybody writes them
SILENT = {"span", "tbody", "thead", "td", "th", "html", "body"}


def escaped(words: str) -> str:
    """Plain text as Markdown that reads the same."""
    lines = (SPECIAL.sub(r"\\\1", line.strip()) for line in words.strip().split("\n"))
    return "\n".join(re.sub(r"^(\d+)([.)] )|^([-+] )", r"\1\\\2\3", line) for line in lines)


def markdown(html: str) -> tuple[str, list[str]]:
    """The same in Markdown, and the names of the tags that are lost."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return re.sub(r"\n{3,}", "\n\n", reader.written).strip(), sorted(reader.lost)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.written, self.lost = "", set()
        self.code: str | None = None  # the text of a <pre> or <code> that is open
        self.block = False
        self.items: list[int] = []  # the last number of each open list; -1 for bullets
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attributes: list) -> None:
        if tag in ("pre", "code") and self.code is None:
            self.code, self.block = "", tag == "pre"
        elif self.code is not None:
            return
        elif tag in MARKS:
            self.written += MARKS[tag]
        elif tag == "br":
            self.written += "\\\n"
        elif tag == "a":
            self.links.append(dict(attributes).get("href") or "")
            self.written += "["
        elif tag == "li":
            self.item()
        elif tag in BLOCKS or tag in SILENT:
            self.items += [0 if tag == "ol" else -1] if tag in ("ul", "ol") else []
            self.written += "\n\n" if tag in BLOCKS and not self.written.endswith("- ") else ""
        else:
            self.lost.add(tag)

    def item(self) -> None:
        if self.items and self.items[-1] >= 0:
            self.items[-1] += 1
        bullet = f"{self.items[-1]}." if self.items and self.items[-1] > 0 else "-"
        margin = "  " * min(len(self.items) - 1, DEEPEST)
        self.written = f"{self.written.rstrip(' ')}\n{margin}{bullet} "

    def handle_endtag(self, tag: str) -> None:
        if self.code is not None:
            if tag == ("pre" if self.block else "code"):
                self.end_code()
        elif tag in MARKS:
            self.written += MARKS[tag]
        elif tag == "a" and self.links:
            self.written += f"]({self.links.pop()})"
        elif tag in BLOCKS:
            self.items = self.items[:-1] if tag in ("ul", "ol") else self.items
            self.written += "\n\n"

    def end_code(self) -> None:
        text, self.code = self.code, None
        longest = max(map(len, re.findall("`+", text)), default=0)
        if self.block:
            mark = "`" * max(3, longest + 1)
            self.written += f"\n\n{mark}\n{text.rstrip()}\n{mark}\n\n"
        else:
            mark = "`" * (longest + 1)
            space = " " if text.startswith("`") or text.endswith("`") else ""
            self.written += f"{mark}{space}{text}{space}{mark}"

    def handle_data(self, data: str) -> None:
        if self.code is not None:
            self.code += data
        else:
            self.written += SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", data))
