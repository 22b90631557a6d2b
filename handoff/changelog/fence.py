"""The ```changelog fence: what each release brought, newest first, for readers; it says nothing."""

import re
from datetime import date

from markupsafe import Markup

from handoff.changelog.releases import Changelog, Release
from handoff.changelog.releases import read as read_changelog
from handoff.fences import Reading
from handoff.pages.address import address
from handoff.pages.page import Fence, Page
from handoff.templates import render
from handoff.text import html as as_html

LINK = re.compile(r"\]\(docs/([^)\s]+)\)")


def read(fence: Fence, page: Page) -> Reading:
    """The releases; what is wrong with them is told where they stand."""
    changelog = read_changelog()
    if not changelog.path.is_file():
        message = f"there is no {changelog.path.name}; write one beside mkdocs.yml"
        return Reading(problems=[page.at(fence, message)])
    return Reading(changelog)


def html(changelog: Changelog, page: Page) -> str:
    releases = [shown(each, page) for each in changelog.releases if each.text]
    return render("changelog/releases.html", releases=releases)


def anchor(release: Release) -> str:
    return f"v{release.version}" if release.version else "next"


def shown(release: Release, page: Page) -> dict:
    up = "../" * page.name.count("/")
    text = LINK.sub(lambda link: f"]({address(page, up + link[1])})", release.text)
    return {
        "id": anchor(release),
        "version": release.version,
        "day": release.day,
        "date": date.fromisoformat(release.day) if release.day else None,
        "html": Markup(as_html(text)),
    }
