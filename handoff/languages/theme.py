"""partials/languages/<language>.html of an edition: the words of the theme, ours for `lang.t`."""

import re
from pathlib import Path

import material

from handoff.languages import catalogue
from handoff.languages.extract import in_theme_templates
from handoff.languages.words import SOURCE

FOLDER = Path(material.__file__).parent / "templates" / "partials" / "languages"
ENTRY = re.compile(r'^  "((?:[^"\\]|\\.)*)": "((?:[^"\\]|\\.)*)",?$', re.M)


def table(words: Path) -> str:
    """A macro that looks a key or an English message up; nothing where it knows none."""
    language = words.parent.name
    known = catalogue.compiled(words).gettext
    entries = theirs(language, known)
    entries |= {text: known(text) for text in sorted({each.text for each in in_theme_templates()})}
    lines = [f"  {quoted(key)}: {quoted(text)}" for key, text in entries.items()]
    return "{% macro t(key) %}{{ {\n" + ",\n".join(lines) + "\n}[key] }}{% endmacro %}\n"


def theirs(language: str, known) -> dict[str, str]:
    """The theme's; where it does not know the language, its English put through our catalogue."""
    file = FOLDER / f"{language}.html"
    if file.is_file():
        return dict(ENTRY.findall(file.read_text(encoding="utf-8")))
    return {key: known(text) for key, text in english().items()} | {"language": language}


def english() -> dict[str, str]:
    return dict(ENTRY.findall((FOLDER / f"{SOURCE}.html").read_text(encoding="utf-8")))


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
