"""The files of the served site: what MkDocs asks of each, whether it has to be written again."""

from collections.abc import Callable
from pathlib import Path

from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from handoff.rebuild.changes import State, state_of


class Outputs:
    def __init__(self) -> None:
        self._copied: dict[str, tuple[str, State | None]] = {}  # address -> its source, and state
        self._around: object = None  # what every page shows of the others
        self._written: set[str] = set()

    def forget(self) -> None:
        """Write everything again; what lies there is still known, for it may have to go."""
        self._copied.clear()
        self._around = None

    def copy_what_changed(self, files: Files) -> None:
        for file in files:
            if not file.is_documentation_page() and not file.generated_by:
                source = str(file.abs_src_path)
                now = source, state_of(source)
                said = self._copied.get(file.dest_uri) != now or not is_there(file)
                file.is_modified = answer(said)
                self._copied[file.dest_uri] = now

    def write_what_changed(self, files: Files, nav: Navigation, restored: set[str]) -> None:
        """Pages whose text is as it was, unless what stands around it has changed."""
        around = [str(nav), *((file.src_uri, *shown_elsewhere(file)) for file in pages_of(files))]
        same, self._around = around == self._around, around
        for file in pages_of(files):
            file.is_modified = answer(not (same and file.src_uri in restored and is_there(file)))

    def remove_others(self, files: Files, site: Path) -> None:
        """What an earlier build wrote and this one does not, as a page that was renamed."""
        now = {file.dest_uri for file in files if file.inclusion.is_in_serve()}
        for address in self._written - now:
            (site / address).unlink(missing_ok=True)
        self._written = now


def pages_of(files: Files) -> list[File]:
    return [file for file in files if file.is_documentation_page() and file.page]


def shown_elsewhere(file: File) -> tuple[object, ...]:
    """What other pages may say of it."""
    return file.page.title, file.page.meta, file.url


def is_there(file: File) -> bool:
    return Path(file.abs_dest_path).is_file()


def answer(said: bool) -> Callable[[], bool]:
    return lambda: said
