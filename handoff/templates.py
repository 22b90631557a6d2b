"""The one Jinja environment: every template stands beside the code that fills it."""

from functools import cache

from jinja2 import Environment, PackageLoader, select_autoescape


@cache
def environment() -> Environment:
    return Environment(
        loader=PackageLoader("handoff", "."),
        autoescape=select_autoescape(),
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=True,
    )


def render(template: str, **words: object) -> str:
    """The HTML of a template, named from this package's folder: "guides/phases.html"."""
    return environment().get_template(template).render(words)
