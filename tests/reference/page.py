"""The cheat sheet as a reader of tables: what stands in its cells."""

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs/celery/cheat-sheet.md"
CLAIM = re.compile(r"\{claim:\w+\}")
TABLE = re.compile(r"(?:^\|.*\n)+", re.MULTILINE)


def text(start: str, end: str = "\n#") -> str:
    """What stands between a heading and the next one, or another mark."""
    return PAGE.read_text().split(f"# {start}\n")[1].split(end)[0] + "\n"


def tables(source: str) -> list[list[list[str]]]:
    """Tables as rows of cells, the head first; marks of claims are left out."""
    found = TABLE.findall(CLAIM.sub("", source))
    return [[_cells(line) for line in lines.splitlines() if "|---" not in line] for lines in found]


def table(heading: str, index: int = 0) -> list[list[str]]:
    """The rows of a table under a heading, without its head."""
    return tables(text(heading))[index][1:]


def plain(cell: str) -> str:
    return cell.strip("`")


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]
