"""What a serving process keeps of its last build; apart from the hooks, which MkDocs may reload."""

from dataclasses import dataclass, field

from mkdocs.structure.nav import Navigation

from handoff.rebuild.changes import State
from handoff.rebuild.outputs import Outputs
from handoff.rebuild.pages import Pages
from handoff.rebuild.templates import Compiled
from handoff.rebuild.theme import ThemeFiles


@dataclass
class Last:
    files: dict[str, State] = field(default_factory=dict)
    pages: Pages = field(default_factory=Pages)
    outputs: Outputs = field(default_factory=Outputs)
    theme: ThemeFiles = field(default_factory=ThemeFiles)
    templates: Compiled = field(default_factory=Compiled)
    restored: set[str] = field(default_factory=set)  # in this build, from the last one
    nav: Navigation | None = None

    def forget(self) -> None:
        self.files = {}
        self.pages.forget()
        self.outputs.forget()
        self.theme.forget()


LAST = Last()
