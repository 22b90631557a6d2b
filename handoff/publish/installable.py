"""What a browser needs to install the site as an app of its own: a manifest at the site's root.

Its addresses are relative to itself, so a copy in a sub-path is an app of its own too.
"""

import json
from pathlib import Path

from handoff.subject import site_setting

MANIFEST = "site.webmanifest"
ICONS = [("icon.svg", "any", "image/svg+xml"), ("icon-512.png", "512x512", "image/png")]
PAPER = "#fdfcf9"


def manifest(site: Path) -> None:
    """Write it; the icons are the theme's assets."""
    name = str(site_setting("site_name"))
    told = {
        "name": name,
        "short_name": name,
        "description": str(site_setting("site_description") or name),
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "display_override": ["minimal-ui"],  # has a way back, where the platform knows it
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            {"src": f"assets/{file}", "sizes": sizes, "type": kind, "purpose": "any"}
            for file, sizes, kind in ICONS
        ],
    }
    if (site / "review").is_dir():
        told["shortcuts"] = [{"name": "Review", "url": "review/"}]
    (site / MANIFEST).write_text(json.dumps(told, indent=1), encoding="utf-8")
