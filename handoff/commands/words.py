"""Bring the catalogues of languages/ up to the words that the site itself says.

    python -m handoff words           every languages/<language>/words.po
    python -m handoff words fr        begin one, or bring that one up to date

New messages are added empty, those whose English has changed are marked `fuzzy`, and what is said
nowhere any more goes. What is missing or only a guess shows in English.
"""

from argparse import ArgumentParser, Namespace

from handoff import root
from handoff.languages.catalogue import catalogues, language_of, missing
from handoff.languages.update import update
from handoff.languages.words import FOLDER, NAME


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE", help="as in a page's lang: fr")


def run(options: Namespace) -> int:
    named = [root() / FOLDER / language / NAME for language in options.languages]
    for path in named or catalogues():
        made = update(path)
        left = sum(missing(each) for each in made)
        print(f"{language_of(path)}: {len(made)} messages, {left} to translate")
    return 0
