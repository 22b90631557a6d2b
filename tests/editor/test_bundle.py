"""The tab's Python is that of the site: the same versions, and no file of ours is left out."""

import re
from importlib.metadata import packages_distributions, version

from handoff.editor.bundle import packages
from handoff.editor.bundle.build import FOLDER
from handoff.lab.bundle.build import read_manifest
from handoff.publish.offline import belonging
from tests.fixtures.site import ROOT

BYTES = 4_800_000  # 2.9 MB of them are the lab's


def test_the_packages_are_those_installed_here(lab_bundle):
    assert read_manifest(ROOT / FOLDER)["packages"] == packages.versions()


def test_of_pyodide_it_has_nothing_of_its_own(lab_bundle):
    manifest = read_manifest(ROOT / FOLDER)

    paths = {name: file["path"] for name, file in manifest["files"].items() if "pyodide" in name}
    assert len(paths) == 3 and all(path.startswith("../lab/") for path in paths.values())
    assert all((ROOT / FOLDER / path).is_file() for path in paths.values())
    assert manifest["bytes"] <= BYTES


def test_no_command_and_no_subject_is_in_it():
    names = packages.ours()

    assert "handoff/quiz/lint/wording.py" in names and "handoff/quiz/page/question.html" in names
    assert [name for name in names if "commands/" in name or "lab/" in name] == []


def test_every_package_is_on_the_page_of_licences():
    page = (ROOT / "docs" / "authors" / "question-editor-licences.md").read_text()
    rows = re.findall(r"^\| (\S+) \| (\S+) \|", page, re.MULTILINE)
    listed = {name: release for name, release in rows if name != "Package"}

    by_module = packages_distributions()
    names = {by_module[module][0] for module in packages.PACKAGES}
    assert {canonical(name) for name in listed} == {canonical(name) for name in names}
    assert listed == {name: version(name) for name in listed}
    assert all(f"\n## {name} {release}: " in page for name, release in listed.items())


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_no_reader_keeps_the_editor_for_later(builds):
    site = builds("mkdocs")
    [release] = {path.name.partition(".")[2] for path in site.glob("assets/javascripts.*")}

    names = [path.relative_to(site).as_posix() for path in belonging(site, release)]

    assert any(name.endswith("/quiz.js") for name in names)
    assert [name for name in names if "/editor/" in name or "question-editor" in name] == []
