"""What search engines read of a page: JSON-LD in its head, in the words of https://schema.org.

A guide is a Course, a chapter its LearningResource with a place, and the chapter's questions a
Quiz. The block is data: no browser runs it, and a Content-Security-Policy does not mind it.
"""

import json

from handoff.guides.guide import Guide
from handoff.machines.pages import Built
from handoff.pages.page import Page
from handoff.quiz.lint.fences import quizzes_of
from handoff.subject import site_setting

BLOCK = '<script type="application/ld+json">{}</script>'


def block(page: Built) -> str:
    """The element for a page's head; nothing for a page that is neither guide nor chapter."""
    data = described(page.source, page.address) if page.address else None
    if data is None:
        return ""
    data = {"@context": "https://schema.org", **data}
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return BLOCK.format(written.replace("<", "\\u003c"))


def described(page: Page, address: str) -> dict | None:
    if page.is_chapter and not page.front.faults:
        return chapter(page, address)
    if page.guide and page.stem == "index" and Guide(page.guide).chapters:
        return course(Guide(page.guide), address)
    return None


def course(guide: Guide, address: str) -> dict:
    parts = [each for each in guide.chapters if not each.front.faults]
    return {
        "@type": "Course",
        "@id": address,
        "name": guide.title,
        "description": guide.overview.meta.get("description", guide.title),
        "provider": {"@type": "Organization", "name": site_setting("site_name")},
        "isAccessibleForFree": True,
        "timeRequired": minutes(sum(each.meta["minutes"] for each in parts)),
        "hasPart": [{"@id": f"{address}{each.stem}/"} for each in parts],
    }


def chapter(page: Page, address: str) -> dict:
    guide = Guide(page.guide)
    data = {
        "@type": "LearningResource",
        "@id": address,
        "name": page.title,
        "description": page.meta["description"],
        "isPartOf": {
            "@type": "Course",
            "@id": address.removesuffix(f"{page.stem}/"),
            "name": guide.title,
        },
        "position": guide.place_of(page),
        "educationalLevel": page.meta["difficulty"],
        "timeRequired": minutes(page.meta["minutes"]),
        "teaches": list(page.objectives.values()),
    }
    if quizzes_of(page):
        data["hasPart"] = {"@type": "Quiz", "name": page.title}
    return data


def minutes(number: int) -> str:
    """A duration by ISO 8601."""
    return f"PT{number}M"
