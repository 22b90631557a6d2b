"""How a fence of ours stops the build: with what is wrong, and without a traceback."""

from click import ClickException
from pymdownx.superfences import SuperFencesException


class FenceError(SuperFencesException, ClickException):
    """The one exception that superfences lets through, and that both builders print as words."""
