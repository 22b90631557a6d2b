"""What the tab's Python is made of: the packages that build this site, as they are installed here.

None of them has a compiled part that it can't do without, so the lab's Pyodide runs them. Our own
lies as files on the tab's disk, for its templates are read as such; the rest is bytecode.
"""

import importlib.util
from fnmatch import fnmatch
from importlib.metadata import version
from pathlib import Path

PACKAGES = (
    "jinja2",
    "markdown",
    "markdown_it",
    "markupsafe",
    "mdurl",
    "pygments",
    "yaml",
    "yaml_env_tag",
)
LEFT_OUT = ("*.so", "*.pyd", "*.pyi", "*.c", "*.typed", "*/__pycache__/*")
LEFT_OUT += ("markdown/test_tools.py", "pygments/styles/[!_d]*")
LEFT_OUT += ("markdown_it/cli/*", "markdown_it/port.yaml")
# Colours of code in a question: what a site of Python is likely to show. Any other is plain text.
LEXERS = ("__init__", "_mapping", "configs", "css", "data", "diff", "html", "javascript", "jvm")
LEXERS += ("lua", "python", "ruby", "shell", "special", "sql", "_sql_builtins", "_lua_builtins")
LEXERS += ("_css_builtins", "_mysql_builtins", "_postgres_builtins", "_tsql_builtins")
OURS = ("*.py", "diagnostics/*.py", "editor/*.py", "pages/*.py", "quiz/*.py", "quiz/lint/*.py")
OURS += ("quiz/page/*", "samples/*.py", "languages/__init__.py", "languages/words.py")


def installed() -> dict[str, bytes]:
    """The files of the packages, by their paths on sys.path."""
    found: dict[str, bytes] = {}
    for name in PACKAGES:
        origin = Path(importlib.util.find_spec(name).origin)
        whole = origin.name == "__init__.py"
        top = origin.parent.parent if whole else origin.parent
        paths = origin.parent.rglob("*") if whole else [origin]
        files = {path.relative_to(top).as_posix(): path for path in paths if path.is_file()}
        found |= {name: path.read_bytes() for name, path in files.items() if is_wanted(name)}
    return found


def is_wanted(name: str) -> bool:
    folder, _, file = name.rpartition("/")
    if folder == "pygments/lexers" and file.removesuffix(".py") not in LEXERS:
        return False
    return not any(fnmatch(name, pattern) for pattern in LEFT_OUT)


def ours() -> dict[str, bytes]:
    """Of this package, what reads, checks and shows a question."""
    folder = Path(importlib.util.find_spec("handoff").origin).parent
    paths = sorted({path for pattern in OURS for path in folder.glob(pattern) if path.is_file()})
    return {f"handoff/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in paths}


def versions() -> dict[str, str]:
    """Of what is not ours, for a reader who wants to know."""
    names = ("markdown-it-py", "Jinja2", "Markdown", "Pygments")
    return {name: version(name) for name in names}
