"""The one Jinja environment: every template stands beside the code that fills it.

Its words are `{{ _("…") }}`: see handoff/languages/words.py.
"""

from functools import cache

from jinja2 import Environment, PackageLoader, select_autoescape
from markupsafe import Markup

from handoff.languages import words

_made: list[Environment] = []


def forget() -> None:
    """A template's file may have changed."""
    for made in _made:
        made.cache.clear()


def kept(made: Environment) -> Environment:
    """An environment that `forget` knows."""
    _made.append(made)
    return made


@cache
def environment() -> Environment:
    made = Environment(
        loader=PackageLoader("handoff", "."),
        autoescape=select_autoescape(),
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # a build would look thousands of times; serving calls `forget`
    )
    made.globals |= {
        "_": translated,
        "ngettext": numbered,
        "language": words.language,
        "dated": words.dated,
    }
    return kept(made)


def translated(message: str, **values: object) -> Markup:
    """A message may have tags; what fills it is text."""
    return filled(words._(message), values)


def numbered(one: str, other: str, n: int, **values: object) -> Markup:
    return filled(words.known().ngettext(one, other, n), {"n": n, **values})


def filled(message: str, values: dict[str, object]) -> Markup:
    return Markup(message).format(**values) if values else Markup(message)


def render(template: str, **values: object) -> str:
    """The HTML of a template, named from this package's folder: "guides/phases.html"."""
    return environment().get_template(template).render(values)
