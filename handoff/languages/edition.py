"""The project once more, in another language: a folder that either builder builds like any project.

docs/, quizzes/        ─► the same, but for what languages/<language>/ has translated
overrides/             ─► the same, with the language's words in scripts and theme
examples/, tests/, …   ─► links to them
mkdocs.yml             ─► INHERIT: the project's own; language, address, description

A page that nobody has translated stays English, says so, and names the English page as the one
that search engines should show.
"""

import os
import shutil
from pathlib import Path

import yaml

from handoff import root
from handoff.languages import pseudo, scripts, theme, translation
from handoff.languages.catalogue import compiled
from handoff.languages.words import FOLDER, NAME
from handoff.subject import site_setting

WORK = Path(".cache") / FOLDER
OWN = ("docs", "quizzes", "overrides", "mkdocs.yml", "site")  # all else is the project's
BUNDLES = ("lab", "editor")  # of overrides/assets: big, and the same in every language
RIGHT_TO_LEFT = ("ar", "fa", "he", "ur", pseudo.CODE)


def assemble(language: str) -> Path:
    """Lay it out anew in .cache/languages/<language>; the folder."""
    folder = root() / WORK / language
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if language == pseudo.CODE:
        pseudo.words(folder / FOLDER / language / NAME)
    for path in root().iterdir():
        if path.name not in OWN and (path.name == ".github" or path.name[0] != "."):
            link(path, folder / path.name)
    words = folder / FOLDER / language / NAME
    for name in ("docs", "quizzes"):
        translation.overlay(root() / name, root() / FOLDER / language / name, folder / name)
    if language == pseudo.CODE:
        pseudo.project(folder)
    overrides(folder, words)
    text = settings(folder, language, compiled(words).gettext)
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    return folder


def settings(folder: Path, language: str, say) -> str:
    own = {
        "INHERIT": os.path.relpath(root() / "mkdocs.yml", folder),
        "site_url": f"{str(site_setting('site_url') or '/').rstrip('/')}/{language}/",
        "site_dir": str(site(language)),
        "watch": [],
        "theme": {"language": language, "custom_dir": "overrides"},
    }
    for name in ("site_description", "copyright"):
        if text := site_setting(name):
            own[name] = say(str(text))
    if language in RIGHT_TO_LEFT:
        own["theme"]["direction"] = "rtl"
    return yaml.safe_dump(own, allow_unicode=True, sort_keys=False)


def site(language: str) -> Path:
    """Where its pages go: below the English ones."""
    return root() / str(site_setting("site_dir") or "site") / language


def overrides(folder: Path, words: Path) -> None:
    ours = root() / "overrides"
    target = folder / "overrides"
    skipped = {str(ours / "assets" / name) for name in BUNDLES}
    shutil.copytree(
        ours, target, ignore=lambda at, names: [n for n in names if f"{at}/{n}" in skipped]
    )
    for name in BUNDLES:  # hard links: builders do not follow others in a theme
        if (ours / "assets" / name).is_dir():
            shutil.copytree(ours / "assets" / name, target / "assets" / name, copy_function=os.link)
    for path in sorted(target.rglob("*.js")):
        text = path.read_text(encoding="utf-8")
        path.write_text(scripts.translated(text, words), encoding="utf-8")
    table = target / "partials" / "languages" / f"{words.parent.name}.html"
    table.parent.mkdir(parents=True, exist_ok=True)
    table.write_text(theme.table(words), encoding="utf-8")


def link(source: Path, place: Path) -> None:
    if source.exists() and not place.exists():
        place.symlink_to(source.resolve(), target_is_directory=source.is_dir())
