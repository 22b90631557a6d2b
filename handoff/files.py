"""Files that authors name or write: read as text, or the place and the reason why that fails.

Names may be too long for a file system, hold signs that it forbids, or lie in a closed folder.
"""

from pathlib import Path


class UnreadableError(Exception):
    """Why a file is no text, or not the one it should be; `line` and `column` count from 1."""

    def __init__(self, path: Path, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.path, self.line, self.column = path, line, column


def text_of(path: Path) -> str:
    """The file's text, without a byte order mark, with \\n at the ends of its lines."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(path, f"cannot be read: {error.strerror or error}") from None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableError(path, "the file is UTF-16; save it as UTF-8")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        message = f"byte 0x{data[error.start]:02X} is not UTF-8; save the file as UTF-8"
        raise UnreadableError(path, message, line, column) from None


def is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def hold(folder: Path, wanted: dict[Path, bytes]) -> int:
    """Have these files in a folder, written only where they change, and no others; how many."""
    for path in folder.rglob("*"):
        if path not in wanted and path.is_file():
            path.unlink()
    for path, content in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_bytes() != content:
            path.write_bytes(content)
    return len(wanted)
