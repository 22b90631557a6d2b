"""The tab's Python is that of the site: the same versions, and no file of ours is left out."""

import re
from importlib.metadata import packages_distributions, version

from handoff.editor.bundle import packages
from handoff.editor.bundle.build import FOLDER, HERE
from handoff.lab.bundle.build import read_manifest
from handoff.publish.offline import belonging
from tests.fixtures.site import ROOT


def test_the_compiled_core_is_the_version_that_checks_here():
    pinned = re.search(r"pydantic_core==(\S+)", (HERE / "wheel.txt").read_text())[1]

    assert pinned == version("pydantic_core")
    assert f"pydantic_core=={pinned}\n" in (ROOT / "requirements.txt").read_text()


def test_the_packages_are_those_installed_here(lab_bundle):
    assert read_manifest(ROOT / FOLDER)["packages"] == packages.versions()


def test_of_pyodide_only_the_webassembly_is_not_the_labs(lab_bundle):
    """The lab's leaves out what extension modules call, as pydantic's core is one."""
    manifest = read_manifest(ROOT / FOLDER)

    paths = {name: file["path"] for name, file in manifest["files"].items() if "pyodide" in name}
    own = paths.pop("pyodide.asm.wasm")
    assert len(paths) == 2 and all(path.startswith("../lab/") for path in paths.values())
    assert all((ROOT / FOLDER / path).is_file() for path in (own, *paths.values()))
    assert not own.startswith("../")
    assert manifest["bytes"] <= 6_500_000


def test_no_command_and_no_subject_is_in_it():
    names = packages.ours()

    assert "handoff/quiz/lint/wording.py" in names and "handoff/quiz/page/question.html" in names
    assert [name for name in names if "commands/" in name or "lab/" in name] == []


def test_every_package_is_on_the_page_of_licences():
    page = (ROOT / "docs" / "authors" / "question-editor-licences.md").read_text()
    rows = re.findall(r"^\| (\S+) \| (\S+) \|", page, re.MULTILINE)
    listed = {name: release for name, release in rows if name != "Package"}

    by_module = packages_distributions()
    names = {by_module[module][0] for module in (*packages.PACKAGES, "pydantic_core")}
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
