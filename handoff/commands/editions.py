"""Build the site's other languages below the English one: site/de/ and so on.

    python -m handoff editions           every language of languages/
    python -m handoff editions de        only this one
    python -m handoff editions --lay-out de    only lay the project out, in .cache/languages/de

`make build` does it last.
"""

import os
import subprocess
import sys
from argparse import ArgumentParser, Namespace

from handoff.languages.catalogue import catalogues, language_of
from handoff.languages.edition import assemble, site

STEPS = (("handoff", "experiments"), ("handoff", "downloads"), ("mkdocs", "build", "--quiet"))


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE")
    parser.add_argument("--lay-out", action="store_true", help="build nothing")
    parser.add_argument("--no-offline", action="store_true", help="take the service worker away")


def run(options: Namespace) -> int:
    for language in options.languages or map(language_of, catalogues()):
        folder = assemble(language)
        publish = ("handoff", "publish", str(site(language)))
        offline = ("--no-offline",) if options.no_offline else ()
        steps = () if options.lay_out else (*STEPS, (*publish, *offline))
        for step in steps:
            done = subprocess.run([sys.executable, "-m", *step], cwd=folder, env=environment())
            if done.returncode:
                return done.returncode
        print(f"{language}: {folder if options.lay_out else site(language)}")
    return 0


def environment() -> dict[str, str]:
    """SITE_DIR and SITE_URL are the English site's; an edition's mkdocs.yml has its own."""
    return {**os.environ, "PUBLISHED": "true", "EDITIONS": "true"}
