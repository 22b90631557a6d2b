"""What a site's subject brings in code: a package that mkdocs.yml names, and nobody here imports.

    extra:
      subject: handoff_celery

The package may have, each as its own docstring says: `samples` (which are about it, what they run
beside, and what of their output is never the same twice), `claims` (where experiments run), `lab`
(the machine in the tab), `replays` (where they are recorded), `skeleton/` (a first chapter),
`standalone/` (what starts a chapter's programs by themselves, in the zip that a reader loads). A
site without one is about plain Python.
"""

import importlib.util
import re
from functools import lru_cache
from pathlib import Path
from types import ModuleType

import yaml
from yaml_env_tag import construct_env_tag

from handoff import root
from handoff.diagnostics.problem import Problem, quoted, shown_path
from handoff.files import UnreadableError, text_of


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml without doing what its tags ask for, but for the environment's values."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)
_Loader.add_constructor("!ENV", construct_env_tag)


def subject(near: Path | None = None) -> str:
    """The package's name; empty where the site (the one around `near`, if given) has none."""
    return str(setting("subject", near) or "")


def problems() -> list[Problem]:
    """A package that mkdocs.yml names and nobody finds."""
    package, path = subject(), root() / "mkdocs.yml"
    if not package or _is_there(package):
        return []
    text = text_of(path)
    named = re.search(r"\bsubject:", text)
    line = text.count("\n", 0, named.start() if named else 0) + 1
    message = f"there is no package {quoted(package)}; name one beside mkdocs.yml, or none"
    return [Problem(shown_path(path), line, 1, message)]


def _is_there(package: str) -> bool:
    try:
        return importlib.util.find_spec(package) is not None
    except (ImportError, ValueError):
        return False


def setting(name: str, near: Path | None = None) -> object:
    """A value of `extra:` in mkdocs.yml; None where it has none."""
    return (site_setting("extra", near) or {}).get(name)


def site_setting(name: str, near: Path | None = None) -> object:
    """A value of mkdocs.yml itself; `extra` with what the file that it inherits from has there."""
    path = root(near) / "mkdocs.yml"
    return _settings(path, path.stat().st_mtime_ns).get(name) if path.is_file() else None


@lru_cache(maxsize=16)
def _settings(path: Path, changed: int) -> dict:
    settings = _read(path)
    inherited = path.parent / str(settings.get("INHERIT") or "")
    below = _settings(inherited, inherited.stat().st_mtime_ns) if inherited.is_file() else {}
    extra = {**(below.get("extra") or {}), **(settings.get("extra") or {})}
    return {**below, **settings, "extra": extra}


def _read(path: Path) -> dict:
    """What the file says; UnreadableError where it cannot be settings."""
    try:
        settings = yaml.load(text_of(path), Loader=_Loader) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        said = getattr(error, "problem", None) or "it holds a sign that YAML forbids"
        raise UnreadableError(path, f"this is not YAML ({said}); mend it", *place) from None
    if not isinstance(settings, dict) or not isinstance(settings.get("extra") or {}, dict):
        message = "settings are `name: value` lines, and extra: a table of them; write them so"
        raise UnreadableError(path, message)
    return settings


def part(name: str, near: Path | None = None) -> ModuleType | None:
    """The subject's module of that name, or None where it has none."""
    package = subject(near)
    if not package:
        return None
    full = f"{package}.{name}"
    try:
        return importlib.import_module(full)
    except ModuleNotFoundError as error:
        if error.name in (full, package):
            return None
        raise


def folder(name: str) -> Path | None:
    """A folder of the subject's package, or None where it has none."""
    if not subject():
        return None
    found = Path(importlib.import_module(subject()).__file__).parent / name
    return found if found.is_dir() else None
