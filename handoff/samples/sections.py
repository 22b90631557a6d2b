"""Files of examples/ that questions show: `guide/02-…/peek.py`, or `…/tasks.py:send_receipt`."""

import re
from functools import cached_property
from pathlib import Path

import handoff
from handoff.diagnostics.problem import did_you_mean, quoted

MARK = re.compile(r"-{1,}8<-{1,}\s+\[\s*(start|end)\s*:\s*([^\]\s]+)\s*\]")
MARKED_LINES = re.compile(
    rf"(?<=\n\n\n).*-8<-.*\[\s*end\s*:.*\n+|^.*{MARK.pattern}.*\n", re.MULTILINE
)


class SampleError(Exception):
    """A sample that is not there; says what is."""


def examples_of(quiz: Path) -> Path:
    """The examples/ beside the quizzes/ that holds this file."""
    for folder in quiz.absolute().parents:
        if folder.name == "quizzes":
            return folder.parent / "examples"
    return handoff.root() / "examples"


class Sample:
    """A file of examples/, or one section of it."""

    def __init__(self, examples: Path, name: str) -> None:
        self.examples = examples
        self.name, _, self.section = name.partition(":")

    @property
    def path(self) -> Path:
        path = Path(self.name)
        if path.is_absolute() or ".." in path.parts or "\\" in self.name:
            raise SampleError(
                f"sample {quoted(self.name)} leads out of examples/; name a file in it"
            )
        return self.examples / path

    @cached_property
    def text(self) -> str:
        """The sample as shown: without section marks, without the margin of a section."""
        lines = self.read(self.path).splitlines()
        if self.section:
            lines = self.between_marks(lines)
        return dedented([line for line in lines if not MARK.search(line)])

    @cached_property
    def recorded(self) -> str:
        """What the program printed when it was recorded."""
        path = self.path.with_suffix(".txt")
        if not path.is_file():
            raise SampleError(
                f"{path.name}, the recorded output of {quoted(self.name)}, is not there; "
                "`python -m handoff record` makes it"
            )
        return trimmed(self.read(path))

    def read(self, path: Path) -> str:
        try:
            if path.is_file():
                return path.read_text(encoding="utf-8")
            if path.is_dir():
                raise SampleError(f"sample {quoted(self.name)} is a folder; name a file in it")
        except (OSError, ValueError) as error:
            raise SampleError(f"sample {quoted(self.name)} cannot be read: {error}") from None
        raise SampleError(
            f"sample {quoted(self.name)} is not in examples/; {self.nearest()}".rstrip("; ")
        )

    def nearest(self) -> str:
        """What there is instead, from the deepest folder that exists."""
        folder = Path(self.name).parent
        while not (self.examples / folder).is_dir() and folder != Path():
            folder = folder.parent
        if not (self.examples / folder).is_dir():
            return ""
        inside = (self.examples / folder).iterdir()
        known = (entry.relative_to(self.examples).as_posix() for entry in inside)
        wanted = (
            self.name
            if folder == Path(self.name).parent
            else "/".join(Path(self.name).parts[: len(folder.parts) + 1])
        )
        return did_you_mean(wanted, sorted(known))

    def between_marks(self, lines: list[str]) -> list[str]:
        marks = [
            (at, *mark.groups()) for at, line in enumerate(lines) if (mark := MARK.search(line))
        ]
        start = next(
            (at for at, kind, name in marks if (kind, name) == ("start", self.section)), None
        )
        if start is None:
            known = [name for _, kind, name in marks if kind == "start"]
            hint = did_you_mean(self.section, known) or "it has no sections; name the file alone"
            raise SampleError(f"{quoted(self.name)} has no section {quoted(self.section)}; {hint}")
        ends = (
            at for at, kind, name in marks if (kind, name) == ("end", self.section) and at > start
        )
        return lines[start + 1 : next(ends, len(lines))]


def without_marks(text: str) -> str:
    """A whole file without its marks, nor the blank lines that an end mark leaves doubled."""
    return MARKED_LINES.sub("", text)


def dedented(lines: list[str]) -> str:
    margins = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    margin = min(margins, default=0)
    return "\n".join(line[margin:] for line in lines).strip("\n")


def trimmed(output: str) -> str:
    """Output without the white space at line ends and around it, which nobody sees."""
    return "\n".join(line.rstrip() for line in output.splitlines()).strip("\n")
