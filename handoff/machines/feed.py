"""`feed.xml`: releases, and new and changed chapters, as an Atom feed by RFC 4287.

A site that does not know its address has none, nor one whose sources have no history in Git.
"""

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import NamedTuple

from handoff import root
from handoff.changelog import fence
from handoff.changelog import releases as changelog
from handoff.machines.changes import Dates, dates
from handoff.machines.pages import Built
from handoff.subject import site_setting
from handoff.text import plain

NAME = "feed.xml"
ATOM = "http://www.w3.org/2005/Atom"
MOST = 30  # entries


class Entry(NamedTuple):
    when: Dates
    address: str
    title: str
    summary: str


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
    """Releases, and chapters with their dates, the last changed first."""
    known = dates(root() / "docs")
    chapters = (each for each in pages if each.source.is_chapter and each.address)
    found = [
        Entry(known[path], each.address, each.source.title, described(each))
        for each in chapters
        if (path := each.source.path.resolve()) in known
    ]
    found += [entry for each in pages if each.address for entry in releases(each)]
    return sorted(found, key=lambda entry: entry.when.last, reverse=True)[:MOST]


def described(page: Built) -> str:
    return str(page.source.meta.get("description", ""))


def releases(page: Built) -> list[Entry]:
    """Those that the page tells of, as of the first second of their days."""
    if not page.source.fences_of("changelog"):
        return []
    return [
        Entry(
            Dates(*[f"{each.day}T00:00:00Z"] * 2),
            f"{page.address}#{fence.anchor(each)}",
            f"{site_setting('site_name')} {each.version}",
            plain(each.text),
        )
        for each in changelog.read().released
    ]


def feed(home: str, found: list[Entry]) -> ET.Element:
    top = ET.Element("feed", xmlns=ATOM)
    add(top, "id", home)
    add(top, "title", str(site_setting("site_name")))
    add(top, "updated", found[0].when.last)
    ET.SubElement(top, "link", href=home)
    ET.SubElement(top, "link", rel="self", href=home + NAME)
    add(ET.SubElement(top, "author"), "name", str(site_setting("site_name")))
    for each in found:
        entry = ET.SubElement(top, "entry")
        add(entry, "id", each.address)
        add(entry, "title", each.title)
        add(entry, "published", each.when.first)
        add(entry, "updated", each.when.last)
        ET.SubElement(entry, "link", href=each.address)
        add(entry, "summary", each.summary)
    return top


def add(above: ET.Element, name: str, text: str) -> None:
    ET.SubElement(above, name).text = text
