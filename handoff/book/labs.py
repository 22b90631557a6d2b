"""Labs and programs on paper: whose file each text is, and where to run it."""

from lxml.html.builder import CLASS, E

from handoff.book import article
from handoff.book.parts import Part
from handoff.languages.words import _


def label(part: Part, online: bool) -> None:
    """`online` says whether a reader of the book can open the site."""
    for lab in article.having(part.body, "lab"):
        for file in article.having(lab, "lab__file"):
            name = file.attrib.pop("data-file", "")
            file.insert(0, E.span(name, CLASS("filename")))
        if online:
            link = E.a(_("Run it on the site"), href=part.address)
            lab.append(E.p(CLASS("lab__site"), link))
    if not online:
        for programs in article.having(part.body, "programs"):
            programs.drop_tree()
    for shown in part.body.iter("pre"):
        shown.attrib.pop("role", None)
        shown.attrib.pop("aria-label", None)
