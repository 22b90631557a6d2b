"""The names of the theme's files: Material has 14,000, and MkDocs goes through all each time."""

from jinja2 import Environment
from mkdocs.theme import Theme


class ThemeFiles:
    def __init__(self) -> None:
        self._names: list[str] | None = None

    def forget(self) -> None:
        self._names = None

    def remember(self, theme: Theme) -> None:
        """Have the theme's environment list its files once, and say the same from then on."""
        theme.get_env = lambda get=theme.get_env: self._listing(get())

    def _listing(self, env: Environment) -> Environment:
        look = env.list_templates

        def known(**options: object) -> list[str]:
            if self._names is None:
                self._names = look(**options)
            return self._names

        env.list_templates = known
        return env
