"""The items of a package in the order of its manifest; what else it holds is left out by name."""

import io
import posixpath
import zipfile
import zlib

from lxml import etree

from handoff.quiz.bring.brought import Brought
from handoff.quiz.bring.qti.item import item
from handoff.quiz.bring.qti.tree import Element, local

# No entity of the file's own is followed, and nothing is fetched.
PARSER = {
    "resolve_entities": False,
    "no_network": True,
    "remove_comments": True,
    "remove_pis": True,
}
LARGEST = 50_000_000  # bytes of a package, unpacked
MANIFEST = "imsmanifest.xml"


def read_package(brought: Brought, content: bytes) -> None:
    if not zipfile.is_zipfile(io.BytesIO(content)):
        document(brought, content)
        return
    try:
        files = unpacked(content)
    except (zipfile.BadZipFile, OSError, ValueError, zlib.error, RuntimeError) as error:
        # RuntimeError: encrypted, or packed by what zipfile does not know
        brought.lose(1, f"all of it, for it is no package: {error}")
        return
    for name in ordered(files):
        if name.endswith(".xml"):
            brought.file = name
            document(brought, files[name])
        elif name != MANIFEST:
            brought.lose(1, f"the file {name}")
        brought.file = ""


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if sum(entry.file_size for entry in entries) > LARGEST:
            raise ValueError(f"it holds more than {LARGEST:,} bytes")
        return {entry.filename: archive.read(entry) for entry in entries}


def ordered(files: dict[str, bytes]) -> list[str]:
    """As the manifest lists them, then the others."""
    listed: list[str] = []
    for name in files:
        if posixpath.basename(name) == MANIFEST:
            folder = posixpath.dirname(name)
            listed += [posixpath.join(folder, each) for each in hrefs(files[name])]
    rest = {name: None for name in files if posixpath.basename(name) != MANIFEST}
    return [name for name in dict.fromkeys([*listed, *rest]) if name in rest]


def hrefs(manifest: bytes) -> list[str]:
    try:
        found = etree.fromstring(manifest, etree.XMLParser(**PARSER))
    except (etree.XMLSyntaxError, ValueError):
        return []
    return [each.get("href") for each in found.iter("{*}resource") if each.get("href")]


def document(brought: Brought, content: bytes) -> None:
    """One XML file: an item, or named as what it is."""
    try:
        root = local(etree.fromstring(content, etree.XMLParser(**PARSER)))
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        brought.lose(line, f"all of it, for it is no XML: {getattr(error, 'msg', error)}")
        return
    if root.tag == "assessmentItem":
        item(brought, root)
    elif root.tag == "assessmentTest":
        test(brought, root)
    else:
        brought.lose(root.sourceline, f"a file of <{root.tag}>, which is no item")


def test(brought: Brought, root: Element) -> None:
    """The order of questions and what a test adds to them; the items stand for themselves."""
    brought.lose(
        root.sourceline, f"the test {root.get('title') or ''}: a chapter's fences order it"
    )
    for tag in ("timeLimits", "preCondition", "branchRule", "selection", "ordering", "weight"):
        for each in root.iter(tag):
            brought.lose(each.sourceline, f"<{tag}>")
