"""Whether all that makes a site's pages is known to read through what is recorded."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

HOOKS = str(Path(__file__).with_name("hooks.py"))
PLUGINS = {"mermaid2"}
EXTENSIONS = {"toc", "tables", "fenced_code", "pymdownx.superfences", "handoff"}


def is_known(config: MkDocsConfig) -> bool:
    """Other plugins, hooks and extensions may put into a page what nobody records."""
    plugins = {*config.plugins} - {HOOKS}
    extensions = {*config.markdown_extensions}
    return plugins <= PLUGINS and {*config.hooks} <= {HOOKS} and extensions <= EXTENSIONS
