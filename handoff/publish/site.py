"""The steps that make a built site ready, in order."""

from pathlib import Path

from handoff import root
from handoff.machines import site as machines
from handoff.publish.installable import manifest
from handoff.publish.keeping import lists
from handoff.publish.margins import without_margins
from handoff.publish.offline import offline
from handoff.publish.policy import policy
from handoff.publish.release import release
from handoff.publish.script import join
from handoff.search.files import index
from handoff.theme import sheet


def publish(site: Path, kept_offline: bool = True) -> str:
    """Change the site in place; the name of its release."""
    join(site)
    file = site / "assets" / "stylesheets" / "site.css"
    file.write_text(sheet(site), encoding="utf-8")
    name = release(site, root() / "overrides" / "assets")
    manifest(site)
    offline(site, name, kept_offline)
    machines.add(site)
    without_margins(site)
    policy(site, name)
    index(site)
    lists(site)
    return name
