"""What became of a page's Markdown in the last build, with all that was looked at meanwhile."""

import re
from contextlib import ExitStack
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from mkdocs.structure.pages import Page

from handoff import reads, root
from handoff.files import is_file
from handoff.pages import current
from handoff.pages.page import content_of

BLOCK = re.compile(r"^\s*-+8<-+\s*$", re.MULTILINE)
QUOTED = re.compile(r"""8<-+\s+["']([^"':]+)""")


@dataclass(frozen=True)
class Converted:
    """What MkDocs knows of a page once its Markdown is HTML; `seen` is what that hangs on."""

    seen: reads.Seen
    known: dict[str, object]


KNOWN = ("markdown", "meta", "content", "toc", "title", "present_anchor_ids")


class Pages:
    def __init__(self) -> None:
        self._last: dict[str, Converted] = {}
        self._recording = ExitStack()
        self._seen: reads.Seen = {}

    def forget(self) -> None:
        self._recording.close()
        self._last.clear()

    def restore(self, page: Page) -> bool:
        """Give the page what it had in the last build; False where it has to be converted."""
        last = self._last.get(page.file.src_uri)
        if last is None or not is_sure(page, last.known["markdown"]):
            return False
        if not reads.unchanged(last.seen):
            return False
        for name, value in last.known.items():
            setattr(page, name, value)
        page.meta = deepcopy(page.meta)
        return True

    def begin(self, page: Page) -> None:
        """Its Markdown is about to be converted."""
        path = Path(page.file.abs_src_path or "")
        self._seen = {(content_of, (path,)): content_of(path)}
        self._recording.enter_context(reads.recorded(self._seen))

    def end(self, page: Page, content: str) -> None:
        self._recording.close()
        known = {name: getattr(page, name) for name in KNOWN} | {"content": content}
        if is_sure(page, page.markdown):
            self._last[page.file.src_uri] = Converted(self._seen, known)
        else:
            self._last.pop(page.file.src_uri, None)


def is_sure(page: Page, markdown: str) -> bool:
    """Nothing has come into it unseen: another page's turn, a quiz quoted as a file is, a draft."""
    path = Path(page.file.abs_src_path or "")
    excluded = page.file.inclusion.is_excluded()
    return not excluded and not quotes_quiz(markdown) and current.is_alone(path)


def quotes_quiz(markdown: str) -> bool:
    """It puts in a quiz's JSON as it puts in samples; or files that are named on other lines."""
    if BLOCK.search(markdown):
        return True
    named = (Path(root(), "quizzes", name) for name in QUOTED.findall(markdown))
    return any(map(is_file, named))
