"""`feed.xml`: new and changed chapters as an Atom feed, by RFC 4287.

A site that does not know its address has none, nor one whose sources have no history in Git.
"""

import xml.etree.ElementTree as ET
from pathlib import Path

from handoff import root
from handoff.machines.changes import Dates, dates
from handoff.machines.pages import Built
from handoff.subject import site_setting

NAME = "feed.xml"
ATOM = "http://www.w3.org/2005/Atom"
MOST = 30  # entries
Entry = tuple[Dates, Built]


def write(site: Path, pages: list[Built]) -> str:
    """Write the feed; its address, or nothing where there is none."""
    home = next((page.address for page in pages if page.source.name == "index"), "")
    found = entries(pages) if home else []
    if not found:
        return ""
    text = ET.tostring(feed(home, found), encoding="unicode")
    text = f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'
    (site / NAME).write_text(text, encoding="utf-8")
    return home + NAME


def entries(pages: list[Built]) -> list[Entry]:
    """Chapters with their dates, the last changed first."""
    known = dates(root() / "docs")
    chapters = (each for each in pages if each.source.is_chapter and each.address)
    found = [
        (known[path], each) for each in chapters if (path := each.source.path.resolve()) in known
    ]
    return sorted(found, key=lambda entry: entry[0].last, reverse=True)[:MOST]


def feed(home: str, found: list[Entry]) -> ET.Element:
    top = ET.Element("feed", xmlns=ATOM)
    add(top, "id", home)
    add(top, "title", str(site_setting("site_name")))
    add(top, "updated", found[0][0].last)
    ET.SubElement(top, "link", href=home)
    ET.SubElement(top, "link", rel="self", href=home + NAME)
    add(ET.SubElement(top, "author"), "name", str(site_setting("site_name")))
    for when, page in found:
        entry = ET.SubElement(top, "entry")
        add(entry, "id", page.address)
        add(entry, "title", page.source.title)
        add(entry, "published", when.first)
        add(entry, "updated", when.last)
        ET.SubElement(entry, "link", href=page.address)
        add(entry, "summary", str(page.source.meta.get("description", "")))
    return top


def add(above: ET.Element, name: str, text: str) -> None:
    ET.SubElement(above, name).text = text
