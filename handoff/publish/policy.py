"""The Content-Security-Policy of a built site: in each page's head, and as `_headers` for hosts.

The same for all pages, for a reader goes from one to the next without a full load. A lab needs
WebAssembly and workers made of blobs; Mermaid in the browser, where a site still has it, writes
styles. Inline scripts, all of them the theme's, are named by their hashes.
"""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

PLACE = 'content="unpublished"'  # of the meta element; mermaid2 orders its attributes anew
INLINE = re.compile(r"<script(?![^>]*(?:\bsrc=|json))[^>]*>(.+?)</script>", re.S)
DRAWN_HERE = "<client-diagram"
# Our scripts vouch for what they make by assets/javascripts/trusted.js; Mermaid's do not.
TRUSTED = ("require-trusted-types-for 'script'", "trusted-types handoff")
HEADERS = """\
/*
  Content-Security-Policy: {policy}; frame-ancestors 'self'
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
/assets/javascripts.{release}/*
  Cache-Control: public, max-age=31536000, immutable
/assets/stylesheets.{release}/*
  Cache-Control: public, max-age=31536000, immutable
"""


def policy(site: Path, release: str) -> str:
    """Write the policy into every page and into `_headers`."""
    pages = {page: page.read_text(encoding="utf-8") for page in sorted(site.rglob("*.html"))}
    told = rules(list(pages.values()))
    for page, text in pages.items():
        page.write_text(text.replace(PLACE, f'content="{told}"'), encoding="utf-8")
    headers = HEADERS.format(policy=told, release=release)
    (site / "_headers").write_text(headers, encoding="utf-8")
    return told


def rules(pages: list[str]) -> str:
    hashes = sorted({named(script) for page in pages for script in INLINE.findall(page)})
    drawn_here = any(DRAWN_HERE in page for page in pages)
    styles = "'self' 'unsafe-inline'" if drawn_here else "'self'"
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' 'wasm-unsafe-eval' blob: {' '.join(hashes)}",
            f"style-src {styles}",
            "img-src 'self' data: blob:",
            "connect-src 'self' blob: data:",
            "worker-src 'self' blob:",
            "manifest-src 'self'",
            "font-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            *([] if drawn_here else TRUSTED),
        ]
    )


def named(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
