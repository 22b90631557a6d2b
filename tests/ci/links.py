"""Ask every link of a built site that leads to another host whether its page is still there.

    python -m tests.ci.links site

Exit 1 when one is gone (404, 410) or its host is. A host that refuses to talk to a program (403,
429) or has a bad night (5xx) is printed and does not count.
"""

import sys
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urldefrag

import requests
from lxml import html

GONE = {404, 410}
WAIT = 20  # seconds for one answer


def main(folder: str) -> int:
    links = outward(Path(folder))
    with ThreadPoolExecutor(8) as pool:
        answers = dict(zip(links, pool.map(ask, links), strict=True))
    for link, answer in answers.items():
        if answer != "200":
            print(f"{answer}: {link}\n    on {', '.join(sorted(links[link]))}")
    return int(any(broken(answer) for answer in answers.values()))


def outward(folder: Path) -> dict[str, set[str]]:
    """Link to another host → the pages that have it."""
    links = defaultdict(set)
    for file in sorted(folder.rglob("*.html")):
        for link in html.parse(file).xpath("//main//a/@href"):
            if link.startswith(("http://", "https://")):
                links[urldefrag(link).url].add(file.relative_to(folder).as_posix())
    return links


def ask(link: str) -> str:
    """The status, or the name of what went wrong; asked twice before a host counts as gone."""
    for _ in range(2):
        try:
            with requests.get(link, timeout=WAIT, stream=True) as answer:
                return str(answer.status_code)
        except requests.RequestException as error:
            name = type(error).__name__
    return name


def broken(answer: str) -> bool:
    return int(answer) in GONE if answer.isdigit() else True


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
